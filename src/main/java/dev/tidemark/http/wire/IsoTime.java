package dev.tidemark.http.wire;

import java.nio.charset.StandardCharsets;

/// ISO 8601 in both directions, by hand: a request may hold 50,000 times, an answer 100,000, and `java.time` takes
/// about a microsecond for each.
public final class IsoTime {

    private static final long SECOND_US = 1_000_000;
    private static final long DAY_S = 86_400;
    private static final long DAY_US = DAY_S * SECOND_US;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTime() {}

    /// Reads `2026-11-23T12:00:00.123456Z`. The zone may be left out (UTC) or be an offset, seconds and their
    /// fraction may be left out, a date alone is its midnight, and a space may stand for the `T` or for the `+` of
    /// an offset (which is what a URL makes of it). Digits below a microsecond are cut.
    ///
    /// @return microseconds since the epoch, [TimeText#INVALID] for what is no time within 1970–2100
    public static long parseUs(String text) {
        var cursor = new Cursor(text);
        int year = cursor.number(4);
        int month = cursor.after('-').number(2);
        int day = cursor.after('-').number(2);
        if (cursor.isBroken() || !isDate(year, month, day)) {
            return TimeText.INVALID;
        }
        long us = epochDay(year, month, day) * DAY_US;
        if (!cursor.isAtEnd()) {
            us += cursor.afterAny("Tt ").timeOfDayUs();
            us -= cursor.offsetUs();
        }
        return cursor.isBroken() || !cursor.isAtEnd() ? TimeText.INVALID : TimeText.plausible(us);
    }

    /// Writes `2026-11-23T12:00:00.123456Z`, always with six digits.
    ///
    /// @param timeUs within 1970–2100
    public static String write(long timeUs) {
        return new String(new Writer().write(timeUs), StandardCharsets.ISO_8859_1);
    }

    /// Writes many times, of which each has most of its digits in common with the one before. For one thread.
    public static final class Writer {
        private final byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
        private long day = Long.MIN_VALUE;
        private long second = Long.MIN_VALUE;
        private int us;

        /// The text of [IsoTime#write] as bytes, which are those of the next time as soon as there is one.
        ///
        /// @param timeUs within 1970–2100
        public byte[] write(long timeUs) {
            long newSecond = timeUs / SECOND_US;
            int newUs = (int) (timeUs - newSecond * SECOND_US);
            if (newSecond != second) {
                second = newSecond;
                writeSecond();
            }
            if (newUs != us) {
                us = newUs;
                pair(text, 20, us / 10_000);
                pair(text, 22, us / 100 % 100);
                pair(text, 24, us % 100);
            }
            return text;
        }

        private void writeSecond() {
            long newDay = second / DAY_S;
            if (newDay != day) {
                day = newDay;
                writeDate((int) day);
            }
            int ofDay = (int) (second - day * DAY_S);
            int minutes = ofDay / 60;
            int hours = minutes / 60;
            pair(text, 11, hours);
            pair(text, 14, minutes - hours * 60);
            pair(text, 17, ofDay - minutes * 60);
        }

        /// After Howard Hinnant's civil_from_days: https://howardhinnant.github.io/date_algorithms.html
        private void writeDate(int epochDay) {
            int z = epochDay + 719_468;
            int era = z / 146_097;
            int dayOfEra = z - era * 146_097;
            int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
            int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
            int shifted = (5 * dayOfYear + 2) / 153;
            int month = shifted < 10 ? shifted + 3 : shifted - 9;
            int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
            pair(text, 0, year / 100);
            pair(text, 2, year % 100);
            pair(text, 5, month);
            pair(text, 8, dayOfYear - (153 * shifted + 2) / 5 + 1);
        }
    }

    private static void pair(byte[] out, int at, int value) {
        int tens = value / 10;
        out[at] = (byte) ('0' + tens);
        out[at + 1] = (byte) ('0' + value - tens * 10);
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 1970
                && year <= 2100
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= DAYS_IN_MONTH[month - 1] + ((month == 2 && isLeap(year)) ? 1 : 0);
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static long epochDay(int year, int month, int day) {
        int before = year - 1;
        int leapDays = before / 4 - before / 100 + before / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
        int thisYear = DAYS_BEFORE_MONTH[month - 1] + ((month > 2 && isLeap(year)) ? 1 : 0);
        return (year - 1970) * 365L + leapDays + thisYear + day - 1;
    }

    /// Walks over the text; once broken it stays broken, and its numbers mean nothing.
    private static final class Cursor {
        private final String text;
        private int at;
        private boolean broken;

        private Cursor(String text) {
            this.text = text;
        }

        private boolean isBroken() {
            return broken;
        }

        private boolean isAtEnd() {
            return at >= text.length();
        }

        private int number(int digits) {
            int value = 0;
            for (int i = 0; i < digits; i++) {
                char c = isAtEnd() ? 'x' : text.charAt(at++);
                broken |= c < '0' || c > '9';
                value = value * 10 + (c - '0');
            }
            return value;
        }

        private Cursor after(char expected) {
            broken |= isAtEnd() || text.charAt(at) != expected;
            at++;
            return this;
        }

        private Cursor afterAny(String expected) {
            broken |= isAtEnd() || expected.indexOf(text.charAt(at)) < 0;
            at++;
            return this;
        }

        private boolean skips(char expected) {
            boolean found = !isAtEnd() && text.charAt(at) == expected;
            at += found ? 1 : 0;
            return found;
        }

        private long timeOfDayUs() {
            int hour = number(2);
            int minute = after(':').number(2);
            int second = skips(':') ? number(2) : 0;
            long us = (hour * 3_600L + minute * 60L + second) * 1_000_000;
            broken |= hour > 23 || minute > 59 || second > 59;
            return skips('.') || skips(',') ? us + fractionUs() : us;
        }

        private long fractionUs() {
            long us = 0;
            int digits = 0;
            while (!isAtEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                us = digits < 6 ? us * 10 + (text.charAt(at) - '0') : us;
                digits++;
                at++;
            }
            broken |= digits == 0;
            for (int i = digits; i < 6; i++) {
                us *= 10;
            }
            return us;
        }

        private long offsetUs() {
            if (isAtEnd() || skips('Z') || skips('z')) {
                return 0;
            }
            boolean isWest = text.charAt(at) == '-';
            afterAny("+- ");
            int hours = number(2);
            boolean hasMinutes = skips(':') || !isAtEnd();
            int minutes = hasMinutes ? number(2) : 0;
            broken |= hours > 18 || minutes > 59;
            long us = (hours * 3_600L + minutes * 60L) * 1_000_000;
            return isWest ? -us : us;
        }
    }
}
