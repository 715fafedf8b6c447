package dev.tidemark.exchange.codec;

/// Times out of characters, in microseconds since the epoch, with integers only.
///
/// Takes what venues write: ISO 8601 with any number of decimals, seconds with decimals, and whole seconds, ms, µs or
/// ns told apart by magnitude. What is finer than a microsecond is cut off.
public final class Timestamps {

    /// Stands for a time that a message does not have.
    public static final long ABSENT = Long.MIN_VALUE;

    /// Stands for a text that is no time; before 1970, so that no one takes it for plausible.
    public static final long UNREADABLE = Long.MIN_VALUE + 1;

    private static final long SECOND_US = 1_000_000;
    private static final long DAY_S = 86_400;
    private static final int MAX_DIGITS = 18;

    private Timestamps() {}

    /// Returns the time, [#ABSENT] for an empty text, or [#UNREADABLE].
    public static long parse(char[] text, int offset, int length) {
        if (length == 0) {
            return ABSENT;
        }
        boolean isIso = length >= 19 && text[offset + 4] == '-';
        return isIso ? iso(text, offset, offset + length) : number(text, offset, offset + length);
    }

    /// Reads `seconds`, `seconds.micros`, or a whole number of ms, µs or ns.
    private static long number(char[] text, int offset, int end) {
        long whole = 0;
        int at = offset;
        while (at < end && isDigit(text[at])) {
            whole = whole * 10 + (text[at++] - '0');
        }
        if (at == offset || at - offset > MAX_DIGITS + 1 || whole < 0) {
            return UNREADABLE;
        }
        if (whole >= 100_000_000_000_000_000L) {
            return at == end ? whole / 1000 : UNREADABLE;
        }
        long unitUs = whole < 100_000_000_000L ? SECOND_US : whole < 100_000_000_000_000L ? 1000 : 1;
        return at == end ? whole * unitUs : plusFraction(whole * unitUs, unitUs, text, at, end);
    }

    private static long iso(char[] text, int offset, int end) {
        int year = pair(text, offset) * 100 + pair(text, offset + 2);
        int month = pair(text, offset + 5);
        int day = pair(text, offset + 8);
        int hour = pair(text, offset + 11);
        int minute = pair(text, offset + 14);
        int second = pair(text, offset + 17);
        boolean isShaped = text[offset + 7] == '-'
                && (text[offset + 10] == 'T' || text[offset + 10] == ' ')
                && text[offset + 13] == ':'
                && text[offset + 16] == ':';
        boolean isInRange = (month - 1 | day - 1 | hour | minute | second) >= 0
                && year >= 0
                && month <= 12
                && day <= daysOf(year, month)
                && hour < 24
                && minute < 60
                && second <= 60;
        if (!isShaped || !isInRange) {
            return UNREADABLE;
        }
        long seconds = epochDay(year, month, day) * DAY_S + hour * 3600L + minute * 60L + second;
        int zone = offset + 19;
        while (zone < end && (text[zone] == '.' || isDigit(text[zone]))) {
            zone++;
        }
        long offsetS = zoneSeconds(text, zone, end);
        if (offsetS == UNREADABLE) {
            return UNREADABLE;
        }
        long wholeUs = (seconds - offsetS) * SECOND_US;
        return zone == offset + 19 ? wholeUs : plusFraction(wholeUs, SECOND_US, text, offset + 19, zone);
    }

    /// Adds `.123456` of a unit. Decimals beyond the microsecond are checked and forgotten.
    private static long plusFraction(long wholeUs, long unitUs, char[] text, int point, int end) {
        if (text[point] != '.' || point + 1 == end) {
            return UNREADABLE;
        }
        long us = wholeUs;
        long weightUs = unitUs;
        for (int at = point + 1; at < end; at++) {
            if (!isDigit(text[at])) {
                return UNREADABLE;
            }
            weightUs /= 10;
            us += weightUs * (text[at] - '0');
        }
        return us;
    }

    /// Reads `Z`, `+hh:mm` or nothing, which stands for UTC.
    private static long zoneSeconds(char[] text, int offset, int end) {
        int length = end - offset;
        if (length == 0 || (length == 1 && text[offset] == 'Z')) {
            return 0;
        }
        if (length != 6 || text[offset + 3] != ':' || (text[offset] != '+' && text[offset] != '-')) {
            return UNREADABLE;
        }
        int hours = pair(text, offset + 1);
        int minutes = pair(text, offset + 4);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return UNREADABLE;
        }
        long seconds = hours * 3600L + minutes * 60L;
        return text[offset] == '-' ? -seconds : seconds;
    }

    /// Two digits as a number; far below zero where they are none.
    private static int pair(char[] text, int at) {
        return isDigit(text[at]) && isDigit(text[at + 1]) ? (text[at] - '0') * 10 + text[at + 1] - '0' : -10_000;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> (year % 4 == 0) && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms").
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
