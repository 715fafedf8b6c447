/// Tests of the typed topics.
package dev.tidemark.bus;
