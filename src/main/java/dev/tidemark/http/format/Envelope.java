package dev.tidemark.http.format;

import org.jspecify.annotations.Nullable;

/// What stands around the rows of a JSON answer.
public interface Envelope {

    /// Writes what comes before the first row, up to the `[`.
    void begin(ByteSink out);

    /// Writes what comes behind the last row, from the `]` on.
    ///
    /// @param next the cursor of the next page; null on the last one
    void end(ByteSink out, @Nullable String next);
}
