/// `GET /lake/{key}`: the files of the lake as they are, in whole or in part, so that DuckDB and its like read them
/// over HTTP.
@NullMarked
package dev.tidemark.http.lake;

import org.jspecify.annotations.NullMarked;
