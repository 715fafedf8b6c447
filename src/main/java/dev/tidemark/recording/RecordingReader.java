package dev.tidemark.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads a recording from its beginning, gzip or plain, a frame at a time.
///
/// A recording whose end was torn off, by a kill of the recorder or a copy that stopped, is read up to the last whole
/// frame; [#isTorn] then says so. Anything else that is not as it should be fails with an [IOException] that names
/// file and line. Blocks; not thread-safe.
public final class RecordingReader implements AutoCloseable {

    private static final int MAX_FRAME_CHARS = 64 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_FRAME_CHARS)
                    .maxDocumentLength(-1)
                    .build())
            // The keys are four and known; frames are values and never interned.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Path file;
    private final JsonParser parser;
    private final RecordingHeader header;
    private boolean isTorn;

    private RecordingReader(Path file, JsonParser parser) throws IOException {
        this.file = file;
        this.parser = parser;
        this.header = readHeader();
    }

    /// Opens a recording and reads its header.
    public static RecordingReader open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new RecordingReader(file, JSON.createParser(isGzip(raw) ? new GZIPInputStream(raw, 1 << 16) : raw));
        } catch (EOFException | JsonEOFException e) {
            raw.close();
            throw new IOException(file + ": expected a recording, was cut off before the end of its first line", e);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    public RecordingHeader header() {
        return header;
    }

    /// The next frame; null at the end.
    public @Nullable RecordedFrame next() throws IOException {
        if (isTorn) {
            return null;
        }
        try {
            JsonToken token = parser.nextToken();
            return token == null ? null : readFrame(token);
        } catch (EOFException | JsonEOFException torn) {
            isTorn = true;
            return null;
        } catch (JsonParseException bad) {
            if (bad.getOriginalMessage().startsWith("Unexpected end-of-input")) {
                // Between two fields Jackson reports the end so, and not as a JsonEOFException.
                isTorn = true;
                return null;
            }
            throw new IOException(where() + "expected a frame, was no JSON: " + bad.getOriginalMessage(), bad);
        }
    }

    /// Whether the end of the recording is missing; known once [#next] has returned null.
    public boolean isTorn() {
        return isTorn;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == 0x1f8b;
    }

    private RecordingHeader readHeader() throws IOException {
        try {
            expectObject(parser.nextToken());
        } catch (JsonParseException bad) {
            throw new IOException(where() + "expected the header of a recording, was no JSON", bad);
        }
        String source = null;
        String url = "";
        String recorded = "";
        List<String> symbols = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "source" -> source = parser.getText();
                case "url" -> url = parser.getText();
                case "recorded" -> recorded = parser.getText();
                case "symbols" -> symbols = readStrings();
                default -> parser.skipChildren();
            }
        }
        if (source == null || source.isEmpty()) {
            throw new IOException(where() + "expected a header with a source");
        }
        return new RecordingHeader(source, url, recorded, symbols);
    }

    private List<String> readStrings() throws IOException {
        var strings = new ArrayList<String>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                strings.add(parser.getText());
            }
        }
        return strings;
    }

    private RecordedFrame readFrame(JsonToken token) throws IOException {
        expectObject(token);
        long at = -1;
        RecordedFrame.Direction direction = null;
        String text = null;
        String connection = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "at" -> at = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
                case "dir" -> direction = direction(parser.getText());
                case "frame" -> text = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "conn" -> connection = value == JsonToken.VALUE_NULL ? null : parser.getText();
                default -> parser.skipChildren();
            }
        }
        if (at < 0 || direction == null || text == null) {
            throw new IOException(
                    where() + "expected \"at\" in microseconds, \"dir\" in or out, and \"frame\" as text");
        }
        return new RecordedFrame(at, direction, text, connection);
    }

    private static RecordedFrame.@Nullable Direction direction(String label) {
        return switch (label) {
            case "in" -> RecordedFrame.Direction.IN;
            case "out" -> RecordedFrame.Direction.OUT;
            default -> null;
        };
    }

    private void expectObject(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "nothing");
        }
        if (token != JsonToken.START_OBJECT) {
            throw new IOException(where() + "expected an object, was " + token);
        }
    }

    private String where() {
        return file + ", line " + parser.currentTokenLocation().getLineNr() + ": ";
    }
}
