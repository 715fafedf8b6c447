/// How a batch of one dataset becomes bytes, column by column.
///
/// The door is [dev.tidemark.journal.FrameCodec]; here are the columns (a class a dataset, as
/// [dev.tidemark.journal.codec.TickColumns]) and the bytes beneath them. Pure: no I/O, no clock, the JDK and the
/// market language alone. All numbers are little-endian. Decoding is total: what is not understood is a
/// [dev.tidemark.journal.codec.FrameFault], and nothing is allocated that the remaining bytes could not fill.
@NullMarked
package dev.tidemark.journal.codec;

import org.jspecify.annotations.NullMarked;
