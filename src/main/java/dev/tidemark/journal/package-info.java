/// The durable queue between the sources and the writer, and the batcher that takes from it.
///
/// Start with [dev.tidemark.journal.Journal]: appended is durable, read in lane order from any
/// [dev.tidemark.journal.Position], discarded once acknowledged. The local log is in `segment`; every implementation
/// passes the same contract kit.
@NullMarked
package dev.tidemark.journal;

import org.jspecify.annotations.NullMarked;
