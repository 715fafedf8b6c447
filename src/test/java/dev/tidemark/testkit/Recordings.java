package dev.tidemark.testkit;

import dev.tidemark.recording.RecordedFrame;
import dev.tidemark.recording.RecordingHeader;
import dev.tidemark.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Small recordings, written for a test.
public final class Recordings {

    /// When they begin: 2026-01-01, in microseconds since the epoch.
    public static final long BEGIN_US = 1_767_225_600_000_000L;

    private Recordings() {}

    /// A recording of these frames of the venue, `stepUs` apart.
    public static Path of(Path file, String source, long stepUs, List<String> frames) throws IOException {
        try (var writer = RecordingWriter.create(file, header(source))) {
            long atUs = BEGIN_US;
            for (String text : frames) {
                writer.write(new RecordedFrame(atUs, RecordedFrame.Direction.IN, text, null));
                atUs += stepUs;
            }
        }
        return file;
    }

    public static RecordingHeader header(String source) {
        return new RecordingHeader(source, "wss://example.test", "2026-01-01", List.of("BTC/USD"));
    }
}
