/// The local log: the journal as files of one directory.
///
/// Start with [dev.tidemark.journal.segment.SegmentJournal]. An append is encoded on the caller's thread
/// (`AppendEncoder`) and waits in the open group of the `AppendQueue`; one thread, the `LogWriter`, numbers the frames
/// of a group, writes it into the active `Segment`, forces it, and only then completes the futures. A `SegmentReader`
/// follows with a `FrameCursor`, never beyond what is durable.
///
/// An append never spans two segments. Each frame says which frame of its append it is, and up to which sequence the
/// log was durable when it was written: so `Recovery` knows whether a damaged place was once acknowledged (then
/// everything around it is kept and read) or was being written when the process died (then the whole append goes).
///
/// ```
/// NNNNNNNNNNNNNNNNNNN.segment   named by the least sequence it may hold; header 64 bytes, frames, zeros
/// next.allocating               the segment to come, being filled with zeros
/// checkpoint                    acknowledged positions, a hint
/// lock                          held while the journal is open
/// ```
@NullMarked
package dev.tidemark.journal.segment;

import org.jspecify.annotations.NullMarked;
