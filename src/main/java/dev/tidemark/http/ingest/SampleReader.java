package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.http.wire.TimeText;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one sample after the other. Its fields may come in any order; the last of equal ones counts.
///
/// For one body and one thread.
final class SampleReader {

    private static final String VALUE = "a finite number";

    private final Map<String, String> names = new HashMap<>();
    private String[] points = new String[64];
    private long[] timesUs = new long[64];
    private double[] values = new double[64];
    private int size;
    private String field = "";
    private @Nullable String point;
    private long timeUs;
    private double value;

    int size() {
        return size;
    }

    /// Where the reader stands, as a JSON pointer.
    String pointer() {
        return "#/samples/" + size + (field.isEmpty() ? "" : "/" + field);
    }

    /// Reads the sample at which the parser stands, or throws [FeedFault].
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw FeedFault.expected(pointer(), "a sample, an object", JsonField.describe(json));
        }
        point = null;
        timeUs = TimeText.INVALID;
        value = Double.NaN;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            readField(json, name);
        }
        addRow();
    }

    private void readField(JsonParser json, String name) throws IOException {
        field = name;
        switch (name) {
            case "point_name" -> {
                String text = JsonField.name(json, pointer());
                point = names.computeIfAbsent(text, first -> first);
            }
            case "timestamp" -> timeUs = SampleBatch.toWholeMs(JsonField.time(json, pointer()));
            case "value" -> value = value(json);
            default -> json.skipChildren();
        }
        field = "";
    }

    private double value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        double number = isNumber ? json.getDoubleValue() : Double.NaN;
        if (!Plausible.isValue(number)) {
            throw FeedFault.expected(pointer(), VALUE, JsonField.describe(json));
        }
        return number;
    }

    private void addRow() {
        String ofPoint = point;
        if (ofPoint == null) {
            throw missing("point_name");
        }
        if (timeUs == TimeText.INVALID) {
            throw missing("timestamp");
        }
        if (Double.isNaN(value)) {
            throw missing("value");
        }
        if (size == points.length) {
            points = Arrays.copyOf(points, 2 * size);
            timesUs = Arrays.copyOf(timesUs, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        points[size] = ofPoint;
        timesUs[size] = timeUs;
        values[size] = value;
        size++;
    }

    private FeedFault missing(String ofField) {
        field = ofField;
        return new FeedFault(pointer(), "Expected it in every sample, was not there");
    }

    /// All samples read, as those of a site.
    SampleBatch batch(String site) {
        Map<String, Series> pointToSeries = new HashMap<>();
        var batch = new SampleBatch(size);
        for (int row = 0; row < size; row++) {
            Series series = pointToSeries.computeIfAbsent(points[row], name -> new Series(Dataset.SAMPLES, site, name));
            batch.add(series, timesUs[row], values[row]);
        }
        return batch;
    }
}
