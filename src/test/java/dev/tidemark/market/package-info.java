/// Tests of the language.
package dev.tidemark.market;
