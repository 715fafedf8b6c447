/// Answers as JSON, NDJSON, CSV and Parquet.
///
/// A [dev.tidemark.http.format.Page] of rows tells its cells to a [dev.tidemark.http.format.CellSink], which is one of
/// the formats; text is made of bytes directly, since an answer may have fifty million rows. What a file of Parquet
/// looks like is known behind [dev.tidemark.cold.TableWriter].
@NullMarked
package dev.tidemark.http.format;

import org.jspecify.annotations.NullMarked;
