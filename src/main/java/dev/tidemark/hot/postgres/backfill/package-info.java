/// Backfills as they are kept in PostgreSQL.
@NullMarked
package dev.tidemark.hot.postgres.backfill;

import org.jspecify.annotations.NullMarked;
