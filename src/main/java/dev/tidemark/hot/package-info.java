/// The hot store: the recent days, in a database that answers SQL.
///
/// Start with [dev.tidemark.hot.HotStore] (what a writer needs of it) and [dev.tidemark.journal.WriteBatch]. PostgreSQL
/// and TimescaleDB are in `postgres`.
@NullMarked
package dev.tidemark.hot;

import org.jspecify.annotations.NullMarked;
