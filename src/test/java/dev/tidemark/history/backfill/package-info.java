/// Tests of the backfill.
@NullMarked
package dev.tidemark.history.backfill;

import org.jspecify.annotations.NullMarked;
