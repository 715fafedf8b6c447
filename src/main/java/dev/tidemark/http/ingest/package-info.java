/// `POST /internal/ingest` and `POST /timeseries/ingest`: feeds and samples in JSON straight into columns, durable
/// before the answer.
@NullMarked
package dev.tidemark.http.ingest;

import org.jspecify.annotations.NullMarked;
