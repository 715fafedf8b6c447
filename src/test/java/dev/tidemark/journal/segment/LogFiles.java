package dev.tidemark.journal.segment;

import dev.tidemark.journal.segment.format.FrameCursor;
import dev.tidemark.journal.segment.format.FrameHeader;
import dev.tidemark.journal.segment.format.LittleEndian;
import dev.tidemark.journal.segment.format.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The files of a journal as a test looks at them and damages them. Offsets are in bytes from a file's begin.
record LogFiles(Path directory) {

    /// A frame as it lies in its file.
    record Frame(Path file, long offset, int length, long sequence) {

        long payload() {
            return offset + FrameHeader.BYTES;
        }
    }

    /// Copies the files of a journal that is open, as a process that dies leaves them.
    LogFiles copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return new LogFiles(target);
    }

    List<Path> segments() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SegmentFiles.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /// All frames of all segments, in order.
    List<Frame> frames() throws IOException {
        var frames = new ArrayList<Frame>();
        for (Path segment : segments()) {
            try (var file = FileChannel.open(segment, StandardOpenOption.READ)) {
                ByteBuffer header = LittleEndian.buffer(SegmentHeader.BYTES);
                int _ = file.read(header, 0);
                int salt = SegmentHeader.read(header.flip()).orElseThrow().salt();
                var cursor = new FrameCursor(file::read, salt, (_, _) -> {});
                while (cursor.next(file.size())) {
                    long sequence = FrameHeader.sequence(cursor.buffer(), cursor.frame());
                    frames.add(new Frame(segment, cursor.offset(), cursor.length(), sequence));
                }
            }
        }
        return frames;
    }

    /// Turns every bit of some bytes.
    static void scramble(Path path, long offset, int count) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            int _ = file.read(bytes, offset);
            for (int i = 0; i < count; i++) {
                bytes.put(i, (byte) ~bytes.get(i));
            }
            int _ = file.write(bytes.clear(), offset);
        }
    }

    static void zero(Path path, long offset, int count) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            int _ = file.write(ByteBuffer.allocate(count), offset);
        }
    }

    static void truncate(Path path, long bytes) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var _ = file.truncate(bytes);
        }
    }
}
