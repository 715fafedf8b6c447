/// The writer of cold files: rows of one row group are kept as a batch, then encoded column by column and page by page.
///
/// [dev.tidemark.cold.parquet.write.ParquetColdFileWriter] checks and groups rows,
/// [dev.tidemark.cold.parquet.write.BlockWriter] encodes a group,
/// [dev.tidemark.cold.parquet.write.ChunkWriter] compresses its pages. Pages and footer are written by ourselves, with
/// parquet-hadoop's own classes for metadata: its file writer would add an index of pages which no page of ours is
/// large enough for, and its own name.
@NullMarked
package dev.tidemark.cold.parquet.write;

import org.jspecify.annotations.NullMarked;
