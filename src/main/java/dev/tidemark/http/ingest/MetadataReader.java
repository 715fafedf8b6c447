package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.http.wire.NumberText;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes a feed's `metadata` as it was sent, byte for byte, and looks into it for the best bid and ask.
final class MetadataReader {

    /// The largest metadata of one feed, in bytes.
    static final int MAX_BYTES = 64 << 10;

    private final byte[] body;
    private byte @Nullable [] json;
    private double bid;
    private double ask;

    MetadataReader(byte[] body) {
        this.body = body;
    }

    void reset() {
        json = null;
        bid = Double.NaN;
        ask = Double.NaN;
    }

    /// The object as UTF-8; null where there is none.
    byte @Nullable [] json() {
        return json;
    }

    /// The number at `bid`, NaN where there is none above 0.
    double bid() {
        return bid;
    }

    double ask() {
        return ask;
    }

    void read(JsonParser parser, String pointer) throws IOException {
        reset();
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw FeedFault.expected(pointer, "an object or null", JsonField.describe(parser));
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readMember(parser, name);
        }
        int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
        if (to - from > MAX_BYTES) {
            throw FeedFault.expected(pointer, "at most " + MAX_BYTES + " bytes", String.valueOf(to - from));
        }
        json = Arrays.copyOfRange(body, from, to);
    }

    private void readMember(JsonParser parser, String name) throws IOException {
        switch (name) {
            case "bid" -> bid = quote(parser);
            case "ask" -> ask = quote(parser);
            default -> parser.skipChildren();
        }
    }

    private static double quote(JsonParser parser) throws IOException {
        double value = switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> NumberText.parse(parser.getText());
            default -> {
                parser.skipChildren();
                yield Double.NaN;
            }
        };
        return (value > 0 && value < Double.POSITIVE_INFINITY) ? value : Double.NaN;
    }
}
