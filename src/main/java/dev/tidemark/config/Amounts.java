package dev.tidemark.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers, sizes and durations as people write them. Empty for what is none.
final class Amounts {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9][0-9_]{0,24}");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}) ?(B|kB|KB|KiB|MB|MiB|GB|GiB|TB|TiB)?");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,12}) ?(ms|s|m|h|d)");

    private Amounts() {}

    static Optional<Long> whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// `64MB` is 64 · 1024 · 1024, as it is in PostgreSQL's and the JVM's settings.
    static Optional<Long> bytes(String text) {
        var match = SIZE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String unit = match.group(2) == null ? "B" : match.group(2);
        int shift = switch (unit.toUpperCase(Locale.ROOT).charAt(0)) {
            case 'K' -> 10;
            case 'M' -> 20;
            case 'G' -> 30;
            case 'T' -> 40;
            default -> 0;
        };
        long count = Long.parseLong(match.group(1));
        return count > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(count << shift);
    }

    static Optional<Duration> duration(String text) {
        var match = SPAN.matcher(text);
        if (match.matches()) {
            long count = Long.parseLong(match.group(1));
            return Optional.of(
                    switch (match.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String showBytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        long left = bytes;
        while (left >= 1024 && left % 1024 == 0 && unit < units.length - 1) {
            left /= 1024;
            unit++;
        }
        return left + units[unit];
    }

    static String showDuration(Duration duration) {
        long ms = duration.toMillis();
        if (ms % 1000 != 0 || ms == 0) {
            return ms + "ms";
        }
        long seconds = ms / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
