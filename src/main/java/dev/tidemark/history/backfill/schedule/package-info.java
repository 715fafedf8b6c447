/// Days that lack samples, found and fetched again by themselves, once a day.
///
/// Start with [dev.tidemark.history.backfill.schedule.HoleFiller].
@NullMarked
package dev.tidemark.history.backfill.schedule;

import org.jspecify.annotations.NullMarked;
