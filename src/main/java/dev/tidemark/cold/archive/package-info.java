/// The archiver: moves closed days from the hot store into files of the lake that own them from then on.
///
/// Start with [dev.tidemark.cold.archive.DayMove], one day of one partition: seal → plan → write → upload → verify →
/// publish; the hot table is dropped once everything in it is owned. Each step can be done twice, and what has been
/// done stands in the database, so that whoever comes after a `kill -9` goes on from there.
///
/// Runs on virtual threads, whose code waits where it stands.
@NullMarked
package dev.tidemark.cold.archive;

import org.jspecify.annotations.NullMarked;
