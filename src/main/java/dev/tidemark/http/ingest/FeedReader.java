package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.http.wire.NumberText;
import dev.tidemark.http.wire.TimeText;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.Series;
import dev.tidemark.market.Symbol;
import dev.tidemark.market.TickBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one feed after the other into a batch. Its fields may come in any order; the last of equal ones counts.
///
/// For one body and one thread.
final class FeedReader {

    private static final String PRICE = "a finite number above 0";
    private static final String VOLUME = "a finite number of 0 or more, or null";

    private final long receivedUs;
    private final TickBatch batch = new TickBatch(64);
    private final MetadataReader metadata;
    private final Map<String, Map<String, Series>> sourceToNameToSeries = new HashMap<>();
    private String field = "";
    private @Nullable String symbol;
    private @Nullable String source;
    private @Nullable String workerId;
    private double price;
    private double volume;
    private long timeUs;

    FeedReader(byte[] body, long receivedUs) {
        this.receivedUs = receivedUs;
        this.metadata = new MetadataReader(body);
    }

    TickBatch batch() {
        return batch;
    }

    /// Where the reader stands, as a JSON pointer.
    String pointer() {
        return "#/feeds/" + batch.size() + (field.isEmpty() ? "" : "/" + field);
    }

    /// Reads the feed at which the parser stands, or throws [FeedFault].
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw FeedFault.expected(pointer(), "a feed, an object", JsonField.describe(json));
        }
        reset();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            readField(json, name);
        }
        field = "";
        addRow();
    }

    private void reset() {
        symbol = null;
        source = null;
        workerId = null;
        price = Double.NaN;
        volume = Double.NaN;
        timeUs = TimeText.INVALID;
        metadata.reset();
    }

    private void readField(JsonParser json, String name) throws IOException {
        switch (name) {
            case "symbol" -> symbol = name(json, "symbol");
            case "source" -> source = name(json, "source");
            case "price" -> price = price(json);
            case "volume" -> volume = volume(json);
            case "timestamp" -> timeUs = time(json);
            case "worker_id" -> workerId = isNull(json) ? null : name(json, "worker_id");
            case "metadata" -> {
                field = "metadata";
                metadata.read(json, pointer());
            }
            default -> json.skipChildren();
        }
        field = "";
    }

    private String name(JsonParser json, String ofField) throws IOException {
        field = ofField;
        return JsonField.name(json, pointer());
    }

    private double price(JsonParser json) throws IOException {
        field = "price";
        double value = number(json, PRICE);
        if (!Plausible.isPrice(value)) {
            throw FeedFault.expected(pointer(), PRICE, JsonField.describe(json));
        }
        return value;
    }

    private double volume(JsonParser json) throws IOException {
        field = "volume";
        boolean isAbsent = isNull(json)
                || (json.currentToken() == JsonToken.VALUE_STRING
                        && json.getText().equalsIgnoreCase("nan"));
        if (isAbsent) {
            return Double.NaN;
        }
        double value = number(json, VOLUME);
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw FeedFault.expected(pointer(), VOLUME, JsonField.describe(json));
        }
        return value;
    }

    private double number(JsonParser json, String expected) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> NumberText.parse(json.getText().strip());
            default -> throw FeedFault.expected(pointer(), expected, JsonField.describe(json));
        };
    }

    private long time(JsonParser json) throws IOException {
        field = "timestamp";
        return JsonField.time(json, pointer());
    }

    private static boolean isNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    private void addRow() {
        String ofSource = present("source", source);
        String ofSymbol = present("symbol", symbol);
        if (Double.isNaN(price)) {
            throw missing("price");
        }
        if (timeUs == TimeText.INVALID) {
            throw missing("timestamp");
        }
        int row = batch.add(series(ofSource, ofSymbol), timeUs, receivedUs, price);
        batch.quote(row, metadata.bid(), metadata.ask(), Double.NaN, Double.NaN);
        batch.volume(row, volume);
        batch.workerId(row, workerId);
        batch.metadata(row, metadata.json());
    }

    private String present(String ofField, @Nullable String value) {
        if (value == null) {
            throw missing(ofField);
        }
        return value;
    }

    private FeedFault missing(String ofField) {
        field = ofField;
        return new FeedFault(pointer(), "Expected it in every feed, was not there");
    }

    private Series series(String ofSource, String name) {
        return sourceToNameToSeries
                .computeIfAbsent(ofSource, ignored -> new HashMap<>())
                .computeIfAbsent(name, text -> new Series(Dataset.TICKS, ofSource, Symbol.parse(text)));
    }
}
