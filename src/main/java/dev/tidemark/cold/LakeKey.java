package dev.tidemark.cold;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Timeframe;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A key of the lake, read: where every file has its place.
///
/// ```
/// timeseries/2025/11/03/{site}.parquet                       samples of a day
/// timeseries-months/2025/11/{site}.parquet                   samples of a month
/// ticks/{symbol}/2025/11/03/day.parquet                      ticks of a day; trades likewise
/// ticks/{symbol}/2025/11/03/part-{first event ms}-{id}.parquet
/// candles/{timeframe}/{symbol}/2025-11.parquet
/// ```
///
/// A version above 1 stands before the ending: `day.v2.parquet`. Names are escaped, so that different names never share
/// a key and none leaves its prefix.
///
/// @param timeframe of candles, null for all else
/// @param name the site or symbol as it came in; null where it was too long for a key, and stands in the file alone
/// @param fromDay the first UTC day
/// @param toDay the day behind the last one
/// @param version 1 for a part
public record LakeKey(
        Dataset dataset,
        ColdFile.Kind kind,
        @Nullable Timeframe timeframe,
        @Nullable String name,
        LocalDate fromDay,
        LocalDate toDay,
        int version) {

    private static final String ENDING = ".parquet";
    private static final String VERSION = "(?:\\.v([1-9][0-9]{0,8}))?\\.parquet";
    private static final String DAY = "([0-9]{4})/([0-9]{2})/([0-9]{2})";
    private static final Pattern SAMPLE_DAY = Pattern.compile("timeseries/" + DAY + "/([^/]+?)" + VERSION);
    private static final Pattern SAMPLE_MONTH =
            Pattern.compile("timeseries-months/([0-9]{4})/([0-9]{2})/([^/]+?)" + VERSION);
    private static final Pattern FEED =
            Pattern.compile("(ticks|trades)/([^/]+)/" + DAY + "/(?:day" + VERSION + "|part-[^/]+\\.parquet)");
    private static final Pattern CANDLES = Pattern.compile("candles/([^/]+)/([^/]+)/([0-9]{4})-([0-9]{2})" + VERSION);
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_PART = 255;

    /// The key of all rows of a day: samples of a site, ticks or trades of a symbol.
    public static String day(PartitionDay day, int version) {
        String name = day.partition().name();
        return switch (day.dataset()) {
            case SAMPLES -> "timeseries/" + date(day.day()) + "/" + NameEscape.SITE.escape(name) + ending(version);
            case TICKS, TRADES -> feedFolder(day) + "day" + ending(version);
            case CANDLES -> throw unexpected("days", day.partition());
        };
    }

    /// The key of a part of an open day of ticks or trades.
    ///
    /// @param firstMs event time of its first row, in milliseconds since the epoch
    /// @param id tells parts that begin in one millisecond apart
    public static String part(PartitionDay day, long firstMs, String id) {
        return switch (day.dataset()) {
            case TICKS, TRADES -> feedFolder(day) + "part-" + firstMs + "-" + NameEscape.SITE.escape(id) + ENDING;
            case SAMPLES, CANDLES -> throw unexpected("parts", day.partition());
        };
    }

    /// The key of all samples of a site in a month.
    public static String month(Partition samples, YearMonth month, int version) {
        if (samples.dataset() != Dataset.SAMPLES) {
            throw unexpected("months", samples);
        }
        return "timeseries-months/" + year(month.getYear()) + "/" + two(month.getMonthValue()) + "/"
                + NameEscape.SITE.escape(samples.name()) + ending(version);
    }

    /// The key of all candles of a symbol, of one timeframe, in a month.
    public static String candles(Timeframe timeframe, String symbol, YearMonth month, int version) {
        return "candles/" + timeframe.label() + "/" + NameEscape.SYMBOL.escape(symbol) + "/" + year(month.getYear())
                + "-" + two(month.getMonthValue()) + ending(version);
    }

    /// What all keys of a dataset begin with.
    public static List<String> prefixes(Dataset dataset) {
        return switch (dataset) {
            case SAMPLES -> List.of("timeseries-months/", "timeseries/");
            case TICKS, TRADES, CANDLES -> List.of(dataset.label() + "/");
        };
    }

    /// Reads a key; empty for one that nothing here has made.
    public static Optional<LakeKey> parse(String key) {
        if (!isSafe(key)) {
            return Optional.empty();
        }
        try {
            return sampleDay(SAMPLE_DAY.matcher(key))
                    .or(() -> sampleMonth(SAMPLE_MONTH.matcher(key)))
                    .or(() -> feed(FEED.matcher(key)))
                    .or(() -> candles(CANDLES.matcher(key)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// Whether a key from outside can be handed to an [ObjectStore]: printable ASCII without a backslash, no part
    /// that is empty or begins with a dot, nothing too long for a file system or a bucket.
    public static boolean isSafe(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            return false;
        }
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.length() > LONGEST_PART || part.charAt(0) == '.') {
                return false;
            }
        }
        return key.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\\');
    }

    private static String feedFolder(PartitionDay day) {
        return day.dataset().label() + "/"
                + NameEscape.SYMBOL.escape(day.partition().name()) + "/" + date(day.day()) + "/";
    }

    private static String date(LocalDate day) {
        return year(day.getYear()) + "/" + two(day.getMonthValue()) + "/" + two(day.getDayOfMonth());
    }

    private static String year(int year) {
        if (year < 0 || year > 9_999) {
            throw new IllegalArgumentException("Expected a year of four digits, was " + year);
        }
        return String.format(Locale.ROOT, "%04d", year);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private static String ending(int version) {
        if (version < 1 || version > 999_999_999) {
            throw new IllegalArgumentException("Expected a version of 1 to 999999999, was " + version);
        }
        return version == 1 ? ENDING : ".v" + version + ENDING;
    }

    private static IllegalArgumentException unexpected(String what, Partition partition) {
        return new IllegalArgumentException("Expected a dataset whose files are " + what + ", was " + partition);
    }

    private static Optional<LakeKey> sampleDay(Matcher key) {
        return key.matches() && isName(NameEscape.SITE, key.group(4))
                ? versioned(key.group(5))
                        .map(version -> ofDay(
                                new Found(
                                        Dataset.SAMPLES,
                                        ColdFile.Kind.DAY,
                                        name(NameEscape.SITE, key.group(4)),
                                        version),
                                dateOf(key, 1)))
                : Optional.empty();
    }

    private static Optional<LakeKey> sampleMonth(Matcher key) {
        return key.matches() && isName(NameEscape.SITE, key.group(3))
                ? versioned(key.group(4))
                        .map(version -> ofMonth(
                                new Found(
                                        Dataset.SAMPLES,
                                        ColdFile.Kind.MONTH,
                                        name(NameEscape.SITE, key.group(3)),
                                        version),
                                null,
                                YearMonth.of(Integer.parseInt(key.group(1)), Integer.parseInt(key.group(2)))))
                : Optional.empty();
    }

    private static Optional<LakeKey> feed(Matcher key) {
        if (!key.matches() || !isName(NameEscape.SYMBOL, key.group(2))) {
            return Optional.empty();
        }
        var dataset = key.group(1).equals("ticks") ? Dataset.TICKS : Dataset.TRADES;
        var kind = key.group().contains("/part-") ? ColdFile.Kind.PART : ColdFile.Kind.DAY;
        return versioned(key.group(6))
                .map(version -> ofDay(
                        new Found(dataset, kind, name(NameEscape.SYMBOL, key.group(2)), version), dateOf(key, 3)));
    }

    private static Optional<LakeKey> candles(Matcher key) {
        if (!key.matches() || !isName(NameEscape.SYMBOL, key.group(2))) {
            return Optional.empty();
        }
        var month = YearMonth.of(Integer.parseInt(key.group(3)), Integer.parseInt(key.group(4)));
        return Timeframe.ofLabel(key.group(1))
                .flatMap(timeframe -> versioned(key.group(5))
                        .map(version -> ofMonth(
                                new Found(
                                        Dataset.CANDLES,
                                        ColdFile.Kind.MONTH,
                                        name(NameEscape.SYMBOL, key.group(2)),
                                        version),
                                timeframe,
                                month)));
    }

    private record Found(
            Dataset dataset, ColdFile.Kind kind, @Nullable String name, int version) {}

    private static LakeKey ofDay(Found found, LocalDate day) {
        return new LakeKey(found.dataset, found.kind, null, found.name, day, day.plusDays(1), found.version);
    }

    private static LakeKey ofMonth(Found found, @Nullable Timeframe timeframe, YearMonth month) {
        LocalDate first = month.atDay(1);
        return new LakeKey(found.dataset, found.kind, timeframe, found.name, first, first.plusMonths(1), found.version);
    }

    private static LocalDate dateOf(Matcher key, int group) {
        return LocalDate.of(
                Integer.parseInt(key.group(group)),
                Integer.parseInt(key.group(group + 1)),
                Integer.parseInt(key.group(group + 2)));
    }

    private static boolean isName(NameEscape escape, String part) {
        return NameEscape.isHashed(part) || escape.unescape(part).isPresent();
    }

    private static @Nullable String name(NameEscape escape, String part) {
        return escape.unescape(part).orElse(null);
    }

    /// The version; empty for `.v1`, which nobody writes.
    private static Optional<Integer> versioned(@Nullable String digits) {
        int version = digits == null ? 1 : Integer.parseInt(digits);
        return digits != null && version == 1 ? Optional.empty() : Optional.of(version);
    }
}
