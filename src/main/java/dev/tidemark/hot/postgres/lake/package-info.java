/// What the lake writer, the compaction and the audit keep in PostgreSQL.
///
/// Start with [dev.tidemark.hot.postgres.lake.PartLook], which finds the rows that are in no part yet.
@NullMarked
package dev.tidemark.hot.postgres.lake;

import org.jspecify.annotations.NullMarked;
