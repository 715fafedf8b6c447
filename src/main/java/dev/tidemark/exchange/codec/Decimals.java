package dev.tidemark.exchange.codec;

/// Decimal numbers out of characters, as venues write prices and sizes, correctly rounded.
public final class Decimals {

    /// Longer texts are no number that a venue means.
    private static final int MAX_LENGTH = 400;

    /// The largest mantissa that a double holds exactly.
    private static final long EXACT = 1L << 53;

    /// A long holds any number of so many digits.
    private static final int MAX_LONG_DIGITS = 18;

    /// The powers of ten that a double holds exactly.
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final double LOG10_OF_2 = 0.301_029_995_663_981_2;

    private Decimals() {}

    /// Returns the number, or NaN where the text is none that JSON would take or is too large for a double.
    ///
    /// Leading zeros are taken, signs other than one leading minus are not.
    public static double parse(char[] text, int offset, int length) {
        int end = offset + length;
        int at = length > 0 && text[offset] == '-' ? offset + 1 : offset;
        int first = at;
        int point = -1;
        int significant = 0;
        long mantissa = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                significant += significant > 0 || digit > 0 ? 1 : 0;
            } else if (digit == '.' - '0' && point < 0 && at > first) {
                point = at;
            } else {
                return general(text, offset, length);
            }
        }
        int fraction = point < 0 ? 0 : end - point - 1;
        if (end == first || point == end - 1) {
            return Double.NaN;
        }
        if (significant > MAX_LONG_DIGITS || mantissa > EXACT || fraction >= POWERS.length) {
            return general(text, offset, length);
        }
        // Both are exact, so the one rounding of the division is the correct one (Clinger's fast path).
        double value = mantissa / POWERS[fraction];
        return first > offset ? -value : value;
    }

    /// Takes the noise of binary arithmetic out of a sum or mean of decimals: rounds it to as many decimals as a
    /// number of the given magnitude has within 15 significant digits.
    static double rounded(double value, double magnitude) {
        int wholeDigits = (int) Math.floor(Math.getExponent(magnitude) * LOG10_OF_2);
        int decimals = Math.min(14 - wholeDigits, POWERS.length - 1);
        if (decimals < 0 || !(Math.abs(value) <= Math.abs(magnitude) * 10)) {
            return value;
        }
        return Math.rint(value * POWERS[decimals]) / POWERS[decimals];
    }

    private static double general(char[] text, int offset, int length) {
        if (length > MAX_LENGTH || !isNumber(text, offset, offset + length)) {
            return Double.NaN;
        }
        double value = Double.parseDouble(new String(text, offset, length));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /// Checks the grammar first, since what [Double#parseDouble] takes is wider and what it throws is dear.
    private static boolean isNumber(char[] text, int offset, int end) {
        int at = offset < end && text[offset] == '-' ? offset + 1 : offset;
        int afterInteger = digits(text, at, end);
        if (afterInteger == at) {
            return false;
        }
        at = afterInteger;
        if (at < end && text[at] == '.') {
            int afterFraction = digits(text, at + 1, end);
            if (afterFraction == at + 1) {
                return false;
            }
            at = afterFraction;
        }
        return at == end || isExponent(text, at, end);
    }

    private static boolean isExponent(char[] text, int offset, int end) {
        if (text[offset] != 'e' && text[offset] != 'E') {
            return false;
        }
        int at = offset + 1;
        if (at < end && (text[at] == '+' || text[at] == '-')) {
            at++;
        }
        return at < end && digits(text, at, end) == end;
    }

    private static int digits(char[] text, int offset, int end) {
        int at = offset;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}
