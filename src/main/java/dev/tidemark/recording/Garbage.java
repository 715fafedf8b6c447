package dev.tidemark.recording;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// Messages that no venue sends.
final class Garbage {

    private static final List<String> MESSAGES = List.of(
            "",
            " ",
            "{",
            "}",
            "[1,2",
            "null",
            "\"text\"",
            "17",
            "{\"type\":42,\"channel\":{},\"e\":[],\"event\":true,\"stream\":null,\"data\":7}",
            "{\"type\":\"ticker\",\"product_id\":null,\"price\":\"abc\"}",
            "{\"stream\":\"x@trade\",\"data\":{\"e\":\"trade\",\"s\":\"\",\"t\":\"x\",\"p\":{},\"q\":[]}}",
            "[1,{},\"ticker\"]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":" + "1".repeat(400) + "}",
            "\u0000\u0001\uFFFD",
            "<html><body>502 Bad Gateway</body></html>");

    private Garbage() {}

    static Iterator<String> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MESSAGES.get(i % MESSAGES.size()))
                .iterator();
    }

    /// Each of a kind of its own, in the places where the venues' kinds are.
    static Iterator<String> unknown(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"type\":\"unheard-of-%1$d\",\"channel\":\"unheard-of-%1$d\",\"e\":\"unheard-of-%1$d\",\"event\":\"unheard-of-%1$d\"}"
                                .formatted(i))
                .iterator();
    }
}
