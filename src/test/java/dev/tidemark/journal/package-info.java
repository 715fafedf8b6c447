/// Tests of the journal and the batcher.
package dev.tidemark.journal;
