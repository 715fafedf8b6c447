package dev.tidemark.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/// Writes a new recording: compressed where the file's name ends in `.gz`. Blocks; not thread-safe.
public final class RecordingWriter implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final CountingStream counted;
    private final OutputStream out;
    private final JsonGenerator json;

    private RecordingWriter(CountingStream counted, OutputStream out) throws IOException {
        this.counted = counted;
        this.out = out;
        this.json = JSON.createGenerator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        this.json.setRootValueSeparator(null);
    }

    /// Creates the file and writes the header. Fails where the file exists.
    public static RecordingWriter create(Path file, RecordingHeader header) throws IOException {
        OutputStream raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var counted = new CountingStream(new BufferedOutputStream(raw, 1 << 16));
        // syncFlush: a flush writes a whole block, so that what was flushed can be read after a kill.
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(counted, 1 << 14, true) : counted;
        var writer = new RecordingWriter(counted, out);
        writer.write(header);
        return writer;
    }

    public void write(RecordedFrame frame) throws IOException {
        json.writeStartObject();
        json.writeNumberField("at", frame.atUs());
        json.writeStringField("dir", frame.direction().label());
        json.writeStringField("frame", frame.text());
        if (frame.connection() != null) {
            json.writeStringField("conn", frame.connection());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /// Hands everything to the operating system.
    public void flush() throws IOException {
        json.flush();
        out.flush();
    }

    /// The size of the file so far, in bytes, without what is still in the compressor.
    public long bytes() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void write(RecordingHeader header) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", header.source());
        json.writeStringField("url", header.url());
        json.writeStringField("recorded", header.recorded());
        if (!header.symbols().isEmpty()) {
            json.writeArrayFieldStart("symbols");
            for (String symbol : header.symbols()) {
                json.writeString(symbol);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static final class CountingStream extends FilterOutputStream {
        private long count;

        private CountingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
