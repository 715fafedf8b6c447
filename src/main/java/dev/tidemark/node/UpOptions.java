package dev.tidemark.node;

import java.nio.file.Path;
import java.util.List;

/// What `up` was asked for beside the settings.
///
/// @param recordings to collect from instead of the venues; empty for the venues
/// @param speed of the recordings, 1 as recorded; [Double#POSITIVE_INFINITY] for as fast as they are read
/// @param simulatesBuildings whether samples come from a simulated API instead of the configured one
public record UpOptions(List<Path> recordings, double speed, boolean simulatesBuildings) {

    public UpOptions {
        recordings = List.copyOf(recordings);
    }
}
