/// The exactly-once write.
///
/// Start with [dev.tidemark.hot.postgres.write.PostgresHotStore]. A batch is made ready (its journal's
/// number, its series, its partitions), then written by one statement, or by
/// [dev.tidemark.hot.postgres.write.CarefulWrite] where there are gaps, impossible records or anything else out of
/// the ordinary.
@NullMarked
package dev.tidemark.hot.postgres.write;

import org.jspecify.annotations.NullMarked;
