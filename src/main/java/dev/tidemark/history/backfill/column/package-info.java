/// Samples of one day in memory: 12 bytes each, sorted by point and time.
@NullMarked
package dev.tidemark.history.backfill.column;

import org.jspecify.annotations.NullMarked;
