/// Tests of a day in memory.
@NullMarked
package dev.tidemark.history.backfill.column;

import org.jspecify.annotations.NullMarked;
