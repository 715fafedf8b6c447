/// Hot and cold of one partition as of one moment, for queries.
///
/// Start with [dev.tidemark.hot.postgres.snapshot.PostgresSnapshots]. What a file owns and which rows it does not own
/// are read in one REPEATABLE READ transaction, so that an answer has no gap and no duplicate while days move.
@NullMarked
package dev.tidemark.hot.postgres.snapshot;

import org.jspecify.annotations.NullMarked;
