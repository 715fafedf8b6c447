package dev.tidemark.http.format;

import java.util.function.Function;

/// The bytes of the text that a column had last: names come many times in a row.
final class CachedText {

    private final Function<String, byte[]> encode;
    private String text = "";
    private byte[] bytes;

    CachedText(Function<String, byte[]> encode) {
        this.encode = encode;
        this.bytes = encode.apply("");
    }

    // Names of one series are one object: most often no look inside is needed.
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    byte[] of(String value) {
        if (value != text && !value.equals(text)) {
            bytes = encode.apply(value);
        }
        text = value;
        return bytes;
    }
}
