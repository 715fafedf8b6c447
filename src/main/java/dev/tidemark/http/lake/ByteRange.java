package dev.tidemark.http.lake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes of an object are asked for (RFC 9110, section 14).
sealed interface ByteRange {

    /// All of them. Also for what is not understood, and for several ranges at once, which a server may answer so.
    record Whole() implements ByteRange {}

    /// @param from the first byte
    /// @param length at least 1
    record Part(long from, long length) implements ByteRange {}

    /// None that there are.
    record Unsatisfiable() implements ByteRange {}

    Pattern RANGE =
            Pattern.compile("bytes\\s*=\\s*(?:(\\d+)\\s*-\\s*(\\d*)|-\\s*(\\d+))\\s*", Pattern.CASE_INSENSITIVE);

    /// @param headers every `Range` of the request
    /// @param size of the object
    static ByteRange of(List<String> headers, long size) {
        if (headers.size() != 1) {
            return new Whole();
        }
        Matcher range = RANGE.matcher(headers.getFirst().strip());
        if (!range.matches()) {
            return new Whole();
        }
        return range.group(3) == null
                ? between(
                        number(range.group(1)),
                        range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2)),
                        size)
                : last(number(range.group(3)), size);
    }

    private static ByteRange between(long first, long last, long size) {
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1) - first + 1);
    }

    private static ByteRange last(long count, long size) {
        long length = Math.min(count, size);
        return length == 0 ? new Unsatisfiable() : new Part(size - length, length);
    }

    private static long number(String digits) {
        // No object is larger than what eighteen digits can say.
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
