package dev.tidemark.http.wire;

import dev.tidemark.market.Plausible;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Reads a time as people and programs write it: ISO 8601, or a number of seconds, milliseconds, microseconds or
/// nanoseconds since the epoch, told apart by magnitude. Total: what is no time within 1970–2100 is [#INVALID].
///
/// A number below 10^11 is seconds (until the year 5138), below 10^14 milliseconds, below 10^17 microseconds, else
/// nanoseconds. Milliseconds of the first three years after 1970 are therefore taken for seconds.
public final class TimeText {

    /// No time.
    public static final long INVALID = Long.MIN_VALUE;

    /// What is accepted, for error messages.
    public static final String EXPECTED =
            "a time within 1970-2100 as ISO 8601 (2026-11-23T12:00:00Z) or epoch seconds, ms, µs or ns";

    private static final long MAX_SECONDS = 100_000_000_000L;
    private static final long MAX_MILLIS = MAX_SECONDS * 1_000;
    private static final long MAX_MICROS = MAX_MILLIS * 1_000;
    private static final int MAX_LENGTH = 40;

    private TimeText() {}

    /// Microseconds since the epoch of any accepted text.
    public static long parseUs(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return INVALID;
        }
        return isNumber(text) ? ofDecimal(text) : IsoTime.parseUs(text);
    }

    /// Microseconds since the epoch of a whole number.
    public static long ofNumber(long number) {
        if (number < 0) {
            return INVALID;
        }
        if (number < MAX_SECONDS) {
            return plausible(number * 1_000_000);
        }
        if (number < MAX_MILLIS) {
            return plausible(number * 1_000);
        }
        return plausible(number < MAX_MICROS ? number : number / 1_000);
    }

    /// Microseconds since the epoch of a number with a fraction or an exponent; digits below a microsecond are cut.
    public static long ofDecimal(String text) {
        if (text.length() > MAX_LENGTH) {
            return INVALID;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            return INVALID;
        }
        // Looked at as a double first: writing out 1e999999999 would take all memory there is.
        double magnitude = number.doubleValue();
        if (!(magnitude >= 0 && magnitude < Long.MAX_VALUE && number.scale() < 1_000)) {
            return INVALID;
        }
        int shift = magnitude < MAX_SECONDS ? 6 : magnitude < MAX_MILLIS ? 3 : magnitude < MAX_MICROS ? 0 : -3;
        return plausible(
                number.movePointRight(shift).setScale(0, RoundingMode.FLOOR).longValue());
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return true;
    }

    static long plausible(long timeUs) {
        return Plausible.isTime(timeUs) ? timeUs : INVALID;
    }
}
