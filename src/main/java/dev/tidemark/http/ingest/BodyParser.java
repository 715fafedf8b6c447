package dev.tidemark.http.ingest;

import dev.tidemark.market.RecordBatch;

/// Turns a body into records, all or nothing. Thread-safe.
interface BodyParser {

    /// Reads a body, or throws [FeedFault].
    ///
    /// @param receivedUs when the request came in
    RecordBatch parse(byte[] body, long receivedUs);
}
