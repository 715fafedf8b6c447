package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.http.wire.TimeText;
import dev.tidemark.market.Series;
import java.io.IOException;

/// Reads the value at which a parser stands, or says with a [FeedFault] what was expected there.
final class JsonField {

    private static final String NAME =
            "a text of 1 to " + Series.MAX_NAME_LENGTH + " characters without control characters";

    private JsonField() {}

    /// A name without the blanks around it.
    static String name(JsonParser json, String pointer) throws IOException {
        String text =
                json.currentToken() == JsonToken.VALUE_STRING ? json.getText().strip() : "";
        if (text.isEmpty() || text.length() > Series.MAX_NAME_LENGTH || !isPlain(text)) {
            throw FeedFault.expected(pointer, NAME, describe(json));
        }
        return text;
    }

    // PostgreSQL takes neither NUL nor half of a surrogate pair; other control characters are nobody's name.
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /// A time in microseconds since the epoch.
    static long time(JsonParser json, String pointer) throws IOException {
        long us = switch (json.currentToken()) {
            case VALUE_STRING -> TimeText.parseUs(json.getText().strip());
            case VALUE_NUMBER_FLOAT -> TimeText.ofDecimal(json.getText());
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? TimeText.INVALID
                        : TimeText.ofNumber(json.getLongValue());
            default -> TimeText.INVALID;
        };
        if (us == TimeText.INVALID) {
            throw FeedFault.expected(pointer, TimeText.EXPECTED, describe(json));
        }
        return us;
    }

    /// What stands at the parser, in a few words.
    static String describe(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "'" + shortened(json.getText()) + "'";
            default -> shortened(json.getText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
