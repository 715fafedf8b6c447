package dev.tidemark.history;

import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.sync.SyncConfig;

/// Buildings: where their samples come from, and how they are kept up with.
///
/// @param ace with an empty key where there is none, and then nothing is asked
public record BuildingsConfig(AceConfig ace, SyncConfig sync) {

    /// Whether there is somebody to ask.
    public boolean hasKey() {
        return !ace.key().isEmpty();
    }
}
