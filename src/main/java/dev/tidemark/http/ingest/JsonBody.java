package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// Reads a body as JSON in one pass, without a tree.
final class JsonBody {

    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Field names come from outside: they must not fill the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonBody() {}

    /// What is done with a parser.
    interface Reading {

        void read(JsonParser json) throws IOException;
    }

    /// Throws [FeedFault] for what is no JSON.
    ///
    /// @param pointer where the reading stands
    static void read(byte[] body, Supplier<String> pointer, Reading reading) {
        try (JsonParser json = JSON.createParser(body)) {
            reading.read(json);
        } catch (JacksonException e) {
            throw new FeedFault(
                    pointer.get(), "Expected JSON, was broken at " + place(e) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no failing read of bytes in memory", e);
        }
    }

    private static String place(JacksonException e) {
        return "line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
    }
}
