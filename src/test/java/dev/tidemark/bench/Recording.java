package dev.tidemark.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The frames that a venue sent, out of a recording (NDJSON, gzip) or made up.
///
/// @param source the venue
/// @param frames in order, UTF-8
record Recording(String source, List<byte[]> frames) {

    private static final JsonFactory JSON = new JsonFactory();

    /// Reads a recording; frames that were sent to the venue are left out.
    static Recording read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            String source = header == null ? "" : field(header, "source");
            var frames = new ArrayList<byte[]>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (field(line, "dir").equals("in")) {
                    frames.add(field(line, "frame").getBytes(StandardCharsets.UTF_8));
                }
            }
            return new Recording(source, List.copyOf(frames));
        }
    }

    /// The bytes of all frames.
    long bytes() {
        return frames.stream().mapToLong(frame -> frame.length).sum();
    }

    private static String field(String line, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = parser.currentName().equals(name);
                parser.nextToken();
                if (isWanted) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        }
    }
}
