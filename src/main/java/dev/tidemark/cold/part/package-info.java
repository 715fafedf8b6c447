/// Ticks and trades on their way into the lake while their day is still open.
///
/// A part holds some minutes of a symbol. It owns nothing and no query reads it: it is there for whoever reads the lake
/// with tools of their own, and goes when the file of its whole day has come.
///
/// What a part holds is recorded before it is written ([dev.tidemark.cold.part.PartLedger]), so that it is the same
/// object whenever it is written again, and no record is in two parts.
@NullMarked
package dev.tidemark.cold.part;

import org.jspecify.annotations.NullMarked;
