package dev.tidemark.node;

import java.nio.file.Path;
import java.util.List;

/// What `up` was asked for beside the settings.
///
/// @param recordings to collect from instead of the venues; empty for the venues
/// @param speed of the recordings, 1 as recorded; [Double#POSITIVE_INFINITY] for as fast as they are read
public record UpOptions(List<Path> recordings, double speed) {

    public UpOptions {
        recordings = List.copyOf(recordings);
    }
}
