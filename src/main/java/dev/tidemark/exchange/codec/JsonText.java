package dev.tidemark.exchange.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/// Pieces of JSON for the few messages that we send.
public final class JsonText {

    private JsonText() {}

    /// A string in quotes.
    public static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /// An array of strings.
    public static String array(List<String> texts) {
        return texts.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]"));
    }
}
