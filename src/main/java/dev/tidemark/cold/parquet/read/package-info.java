/// The reader of cold files: one ranged request for the row groups that hold a name, and nothing else.
///
/// [dev.tidemark.cold.parquet.read.ParquetColdReader] opens cursors,
/// [dev.tidemark.cold.parquet.read.BlockSource] fetches within bounds and keeps what it fetched for a while,
/// [dev.tidemark.cold.parquet.read.BlockDecoder] takes rows out of a row group in memory. It needs no footer: the
/// [dev.tidemark.cold.FileIndex] says where a row group lies, its layout which columns follow each other, and every
/// page how many rows it holds. [dev.tidemark.cold.parquet.read.ParquetColdInspector] alone reads a footer.
///
/// Bytes are never trusted. Checksums are verified, lengths are checked before anything of that length is made, and
/// whatever does not fit is a [dev.tidemark.cold.ColdFault.Damaged].
@NullMarked
package dev.tidemark.cold.parquet.read;

import org.jspecify.annotations.NullMarked;
