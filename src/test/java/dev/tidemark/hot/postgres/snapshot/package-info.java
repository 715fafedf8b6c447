/// Tests of snapshots on a real PostgreSQL.
@NullMarked
package dev.tidemark.hot.postgres.snapshot;

import org.jspecify.annotations.NullMarked;
