package dev.tidemark.recording;

import java.nio.file.Path;
import java.time.Duration;

/// Where and how a recorder writes.
///
/// @param folder created where it is missing; files are `{source}-{UTC time}-{number}.ndjson.gz`
/// @param maxFileBytes a file is followed by the next one at about this size
/// @param maxFileAge or at this age
/// @param maxQueuedBytes of messages waiting for the disk, beyond which they are dropped and counted
public record RecorderConfig(Path folder, long maxFileBytes, Duration maxFileAge, long maxQueuedBytes) {

    /// Files of about 256 MiB or an hour, 64 MiB waiting.
    public static RecorderConfig in(Path folder) {
        return new RecorderConfig(folder, 256L << 20, Duration.ofHours(1), 64L << 20);
    }
}
