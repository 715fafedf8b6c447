/// Keeps up with the buildings: every few minutes all new samples of all points of every site go into the journal.
///
/// A site resumes from the highest time that it has read, less a margin for what comes late; never from the time of the
/// last run. What was read before within the margin is remembered, so that it is journaled once; after a restart it is
/// journaled again, and the hot store keeps it once. Each site runs on its own: one that fails or is slow holds up
/// none.
///
/// Start with [dev.tidemark.history.sync.SiteSync].
@NullMarked
package dev.tidemark.history.sync;

import org.jspecify.annotations.NullMarked;
