package dev.tidemark.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message of a venue and what it must decode to, line by line as [Transcript] writes it.
///
/// Kept in `venues/{source}.txt`: `# ` a word about it, `< ` the frame, `> ` each line expected.
public record Fixture(String title, String frame, List<String> expected) {

    /// All fixtures of a venue, in order.
    public static List<Fixture> of(String source) throws IOException {
        var fixtures = new ArrayList<Fixture>();
        String title = "";
        for (String line : lines(source)) {
            if (line.startsWith("# ")) {
                title = line.substring(2);
            } else if (line.startsWith("< ")) {
                fixtures.add(new Fixture(title, line.substring(2), new ArrayList<>()));
            } else if (line.startsWith("> ")) {
                fixtures.getLast().expected.add(line.substring(2));
            } else if (!line.isBlank()) {
                throw new IllegalStateException("Expected a line that starts with #, < or >, was " + line);
            }
        }
        return fixtures;
    }

    /// The frame's bytes.
    public byte[] bytes() {
        return frame.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return title;
    }

    private static List<String> lines(String source) throws IOException {
        try (InputStream in = Fixture.class.getResourceAsStream("/venues/" + source + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("Expected fixtures of " + source);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
