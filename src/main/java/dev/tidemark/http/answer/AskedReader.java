package dev.tidemark.http.answer;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.http.format.Format;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemException;
import dev.tidemark.http.wire.IsoTime;
import dev.tidemark.http.wire.QueryParameters;
import dev.tidemark.market.Plausible;
import dev.tidemark.market.TimeRange;
import dev.tidemark.query.QueryConfig;
import dev.tidemark.query.reduce.Reduction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what all requests for rows have in common: range, page, reduction.
public final class AskedReader {

    /// Rows of a JSON answer, at most.
    public static final int MAX_JSON_ROWS = 100_000;

    /// The parameters that this reads, apart from those of the range.
    public static final Set<String> PARAMETERS =
            Set.of("limit", "cursor", "format", "interval", "agg", "max_points", "downsample");

    private static final long DEFAULT_RANGE_US = Duration.ofHours(1).toNanos() / 1_000;
    private static final long DAY_US = ChronoUnit.DAYS.getDuration().toNanos() / 1_000;

    private final InstantSource clock;
    private final QueryConfig config;

    public AskedReader(InstantSource clock, QueryConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /// The parameters that hold the range.
    public record RangeNames(String from, String to) {}

    private record Place(TimeRange range, @Nullable RowKey after) {}

    public Asked read(QueryParameters parameters, Names names, RangeNames rangeNames, Format format) {
        Reduction reduction = ReductionReader.read(parameters);
        long limit = format.isStreaming()
                ? parameters.number("limit", 1, Integer.MAX_VALUE, Long.MAX_VALUE)
                : parameters.number("limit", 1, MAX_JSON_ROWS, MAX_JSON_ROWS);
        String cursor = parameters.text("cursor");
        if (reduction instanceof Reduction.Chart && (cursor != null || parameters.text("limit") != null)) {
            throw Problem.parameter("max_points", "Expected it without limit and cursor, since a chart is one page")
                    .asException();
        }
        Place place = cursor == null
                ? new Place(range(parameters, rangeNames), null)
                : continued(
                        parameters,
                        rangeNames,
                        PageCursor.read(cursor, Asked.identity(names, reduction))
                                .orElseThrow(() -> Asked.foreignCursor().asException()));
        return new Asked(names, place.range, place.after, reduction, format, limit);
    }

    private TimeRange range(QueryParameters parameters, RangeNames names) {
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long toUs = parameters.timeUs(names.to, nowUs);
        long fromUs = parameters.timeUs(names.from, Math.max(Plausible.MIN_TIME_US, toUs - DEFAULT_RANGE_US));
        if (fromUs >= toUs) {
            throw wrong(
                    names.from,
                    "Expected a time before '" + names.to + "' (" + IsoTime.write(toUs) + "), was "
                            + IsoTime.write(fromUs));
        }
        if (toUs - fromUs > config.maxRangeDays() * DAY_US) {
            throw wrong(
                    names.from,
                    "Expected a range of at most " + config.maxRangeDays() + " days, was "
                            + Duration.of(toUs - fromUs, ChronoUnit.MICROS).toDays() + " days");
        }
        return new TimeRange(fromUs, toUs);
    }

    private static Place continued(QueryParameters parameters, RangeNames names, PageCursor cursor) {
        TimeRange range = cursor.range();
        boolean isSame = parameters.timeUs(names.from, range.fromUs()) == range.fromUs()
                && parameters.timeUs(names.to, range.toUs()) == range.toUs();
        if (!isSame) {
            throw Asked.foreignCursor().asException();
        }
        return new Place(range, cursor.after());
    }

    private static ProblemException wrong(String parameter, String detail) {
        return Problem.parameter(parameter, detail).asException();
    }
}
