package dev.tidemark.forward;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.market.TickBatch;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Ticks as the body of `POST /internal/ingest`.
final class FeedsBody {

    private static final JsonFactory JSON = new JsonFactory();

    private FeedsBody() {}

    static Buffer of(TickBatch ticks, int from, int to) {
        var out = new ByteArrayOutputStream(160 * (to - from) + 32);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("feeds");
            for (int row = from; row < to; row++) {
                write(json, ticks, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no failing write to memory", e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static void write(JsonGenerator json, TickBatch ticks, int row) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", ticks.series(row).symbol());
        json.writeStringField("source", ticks.series(row).source());
        json.writeNumberField("price", ticks.price(row));
        if (Double.isFinite(ticks.volume(row))) {
            json.writeNumberField("volume", ticks.volume(row));
        }
        json.writeFieldName("timestamp");
        writeTime(json, ticks.timeUs(row));
        String workerId = ticks.workerId(row);
        if (workerId != null) {
            json.writeStringField("worker_id", workerId);
        }
        json.writeFieldName("metadata");
        writeMetadata(json, ticks, row);
        json.writeEndObject();
    }

    /// A number below 10^14 would be taken for milliseconds: a time before March 1973 is written out.
    private static void writeTime(JsonGenerator json, long timeUs) throws IOException {
        if (timeUs >= 100_000_000_000_000L) {
            json.writeNumber(timeUs);
        } else {
            json.writeString(Instant.EPOCH.plus(timeUs, ChronoUnit.MICROS).toString());
        }
    }

    /// What the venue gave, and the quote, which the other side looks for there.
    private static void writeMetadata(JsonGenerator json, TickBatch ticks, int row) throws IOException {
        byte[] given = ticks.metadata(row);
        String metadata = given == null ? "{}" : new String(given, StandardCharsets.UTF_8).strip();
        var text = new StringBuilder(metadata.length() + 64).append('{');
        if (!metadata.contains("\"bid\"") && !metadata.contains("\"ask\"")) {
            member(text, "bid", ticks.bid(row));
            member(text, "ask", ticks.ask(row));
        }
        String rest = metadata.substring(1).strip();
        if (rest.startsWith("}") && text.length() > 1) {
            text.setLength(text.length() - 1);
        }
        json.writeRawValue(text.append(rest).toString());
    }

    private static void member(StringBuilder text, String name, double value) {
        if (Double.isFinite(value)) {
            text.append('"').append(name).append("\":").append(value).append(',');
        }
    }
}
