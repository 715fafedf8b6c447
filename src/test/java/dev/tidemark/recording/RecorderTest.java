package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testkit.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecorderTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    Path folder;

    @Test
    void filesFollowOneAnotherAtTheirSizeAndHoldEverything() throws IOException {
        var random = new Random(5);
        var config = new RecorderConfig(folder, 20_000, Duration.ofHours(1), 64 << 20);
        var recorder = new Recorder(config, Recordings.header("coinbase"), CLOCK);
        for (int i = 0; i < 500; i++) {
            byte[] text = random.ints(300, 'a', 'z')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            recorder.received("coinbase.1", i, text, 0, text.length);
        }
        recorder.close();

        assertThat(recorder.files()).hasSizeGreaterThan(1);
        assertThat(recorder.files().getFirst().getFileName()).hasToString("coinbase-20260102T030405-1.ndjson.gz");
        assertThat(recorder.written()).isEqualTo(500);
        assertThat(recorder.dropped()).isZero();
        long next = 0;
        for (Path file : recorder.files()) {
            next = expectFrames(file, next);
        }
        assertThat(next).isEqualTo(500);
    }

    @Test
    void aFileIsFollowedByTheNextOneAtItsAge() throws IOException {
        var times = new Instant[] {
            Instant.EPOCH, Instant.EPOCH, Instant.EPOCH.plusSeconds(11), Instant.EPOCH.plusSeconds(12)
        };
        var calls = new int[1];
        InstantSource clock = () -> times[Math.min(calls[0]++, times.length - 1)];
        var config = new RecorderConfig(folder, 1 << 20, Duration.ofSeconds(10), 1 << 20);
        var recorder = new Recorder(config, Recordings.header("text"), clock);
        for (int i = 0; i < 4; i++) {
            recorder.sent("text.1", i, "message");
        }
        recorder.close();
        assertThat(recorder.files()).hasSize(2);
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsDroppedAndCounted() throws IOException {
        var config = new RecorderConfig(folder, 1 << 20, Duration.ofHours(1), 10);
        var recorder = new Recorder(config, Recordings.header("text"), CLOCK);
        recorder.sent("text.1", 1, "a message of more than ten bytes");
        assertThat(recorder.dropped()).isEqualTo(1);
        recorder.sent("text.1", 1, "short");
        recorder.close();
        assertThat(recorder.written()).isEqualTo(1);
    }

    @Test
    void aDiskThatFailsEndsTheRecordingWithItsReason() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "in the way");
        var recorder = new Recorder(RecorderConfig.in(noFolder), Recordings.header("text"), CLOCK);
        recorder.sent("text.1", 1, "message");
        assertThatThrownBy(recorder::close).isInstanceOf(IOException.class).hasMessageContaining("text");
        recorder.sent("text.1", 2, "message");
        assertThat(recorder.dropped()).isEqualTo(1);
    }

    private static long expectFrames(Path file, long from) throws IOException {
        long next = from;
        try (var reader = RecordingReader.open(file)) {
            assertThat(reader.header().source()).isEqualTo("coinbase");
            for (RecordedFrame frame = reader.next(); frame != null; frame = reader.next()) {
                assertThat(frame.atUs()).isEqualTo(next++);
            }
        }
        return next;
    }
}
