package dev.tidemark.http.wire;

import com.fasterxml.jackson.core.io.NumberInput;

/// Reads a decimal number written as text, correctly rounded. Stricter than [Double#parseDouble], which also takes
/// `0x1p3`, `1d` and blanks.
public final class NumberText {

    private static final int MAX_LENGTH = 100;

    private NumberText() {}

    /// The number, NaN for a text that is none. May be infinite where the number is too large for a double.
    public static double parse(String text) {
        return isDecimal(text) ? NumberInput.parseDouble(text, true) : Double.NaN;
    }

    private static boolean isDecimal(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int at = skipSign(text, 0);
        int whole = skipDigits(text, at);
        int digits = whole - at;
        at = whole;
        if (at < length && text.charAt(at) == '.') {
            int fraction = skipDigits(text, at + 1);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < length && (text.charAt(at) | 0x20) == 'e') {
            int from = skipSign(text, at + 1);
            at = skipDigits(text, from);
            return at > from && at == length;
        }
        return at == length;
    }

    private static int skipSign(String text, int at) {
        return (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) ? at + 1 : at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
