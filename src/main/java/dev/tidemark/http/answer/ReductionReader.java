package dev.tidemark.http.answer;

import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemException;
import dev.tidemark.http.wire.QueryParameters;
import dev.tidemark.query.reduce.Aggregate;
import dev.tidemark.query.reduce.Reduction;
import dev.tidemark.query.reduce.Reduction.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads `interval` with `agg`, or `max_points` with `downsample`.
final class ReductionReader {

    private static final int MAX_CHART_POINTS = 100_000;
    private static final long SECOND_US = 1_000_000;
    private static final long MAX_INTERVAL_US = 366L * 86_400 * SECOND_US;
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,8})([smhdw])");
    private static final Map<String, Long> UNITS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 7 * 86_400L);

    private ReductionReader() {}

    /// Null where the rows are wanted as they are.
    static @Nullable Reduction read(QueryParameters parameters) {
        String interval = parameters.text("interval");
        String aggregates = parameters.text("agg");
        String downsample = parameters.text("downsample");
        long points = parameters.number("max_points", 2, MAX_CHART_POINTS, 0);
        if (interval != null && points > 0) {
            throw wrong("max_points", "Expected interval or max_points, was both");
        }
        if (aggregates != null && interval == null) {
            throw wrong("agg", "Expected it with interval, as in interval=1h&agg=avg, was alone");
        }
        if (downsample != null && points == 0) {
            throw wrong("downsample", "Expected it with max_points, was alone");
        }
        if (interval != null) {
            return new Reduction.Buckets(intervalUs(interval), aggregates(aggregates == null ? "avg" : aggregates));
        }
        return points == 0 ? null : new Reduction.Chart((int) points, choice(downsample));
    }

    private static long intervalUs(String text) {
        Matcher matcher = INTERVAL.matcher(text);
        if (matcher.matches()) {
            long us = Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 0L) * SECOND_US;
            if (us >= SECOND_US && us <= MAX_INTERVAL_US) {
                return us;
            }
        }
        throw wrong(
                "interval", "Expected 1s to 366d: a number and one of s, m, h, d, w, as in 15m, was '" + text + "'");
    }

    private static List<Aggregate> aggregates(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(label -> Aggregate.ofLabel(label)
                        .orElseThrow(() -> wrong(
                                "agg",
                                "Expected one or more of "
                                        + Arrays.stream(Aggregate.values())
                                                .map(Aggregate::label)
                                                .collect(Collectors.joining(","))
                                        + ", was '" + text + "'")))
                .distinct()
                .toList();
    }

    private static Choice choice(@Nullable String text) {
        return switch (text) {
            case null -> Choice.LTTB;
            case "lttb" -> Choice.LTTB;
            case "minmax" -> Choice.MINMAX;
            default -> throw wrong("downsample", "Expected lttb or minmax, was '" + text + "'");
        };
    }

    private static ProblemException wrong(String parameter, String detail) {
        return Problem.parameter(parameter, detail).asException();
    }
}
