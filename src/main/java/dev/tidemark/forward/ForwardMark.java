package dev.tidemark.forward;

import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.market.Series;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// How far forwarding has come, as a small text file that is replaced whole. Its methods block.
///
/// @param journal whose positions these are
/// @param passed what the other side has taken
/// @param frames frames behind `passed` that were sent and perhaps taken: they are sent again as they were; 0 for none
record ForwardMark(UUID journal, Positions passed, int frames) {

    private static final String VERSION = "tidemark-forward 1";

    static ForwardMark start(UUID journal) {
        return new ForwardMark(journal, new Positions(), 0);
    }

    /// The mark in a file; a new one where there is none, or where it is about another journal.
    ///
    /// Throws [IOException] for a file that is something else: to begin anew would send everything twice.
    static ForwardMark read(Path file, UUID journal) throws IOException {
        if (!Files.exists(file)) {
            return start(journal);
        }
        try {
            return parse(Files.readString(file).lines().toArray(String[]::new), journal);
        } catch (RuntimeException e) {
            throw new IOException("Expected " + file + " to say how far forwarding has come, was something else", e);
        }
    }

    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        Files.write(next, bytes);
        try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static ForwardMark parse(String[] lines, UUID journal) {
        if (!lines[0].equals(VERSION) || lines.length != Series.LANES + 3) {
            throw new IllegalArgumentException("Expected " + VERSION + ", was " + lines[0]);
        }
        if (!UUID.fromString(lines[1]).equals(journal)) {
            return start(journal);
        }
        var passed = new Positions();
        for (int lane = 0; lane < Series.LANES; lane++) {
            String[] numbers = lines[lane + 3].split("/", -1);
            passed.set(lane, new Position(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1])));
        }
        return new ForwardMark(journal, passed, Integer.parseInt(lines[2]));
    }

    private String text() {
        var text = new StringBuilder(VERSION)
                .append('\n')
                .append(journal)
                .append('\n')
                .append(frames)
                .append('\n');
        for (int lane = 0; lane < Series.LANES; lane++) {
            Position position = passed.get(lane);
            text.append(position.sequence())
                    .append('/')
                    .append(position.index())
                    .append('\n');
        }
        return text.toString();
    }
}
