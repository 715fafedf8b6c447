/// Cold files as Parquet that any tool reads, laid out so that Tidemark reads one name of a file with one request.
///
/// Start with [dev.tidemark.cold.parquet.Layout]: which columns a dataset has. A file is a row of small row groups
/// (blocks), cut where the name changes; the pages of the columns in them are cut there, too. `write` makes files,
/// `read` takes rows out of blocks that were fetched, without a footer, and rebuilds what the manifest knows from one.
///
/// The format is <https://parquet.apache.org/docs/file-format/>: data pages V2 with CRC32, DELTA_BINARY_PACKED for
/// whole numbers, BYTE_STREAM_SPLIT for doubles, a dictionary for names, DELTA_BYTE_ARRAY for other texts.
@NullMarked
package dev.tidemark.cold.parquet;

import org.jspecify.annotations.NullMarked;
