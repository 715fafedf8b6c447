package dev.tidemark.hot.postgres.backfill;

import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.BackfillReport.Counts;
import dev.tidemark.history.backfill.BackfillReport.State;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A backfill as a row, and the rate of its last days.
final class ReportRow {

    /// The rate is that of the last days, so that it follows a source that becomes slower or faster; of those days
    /// that took a look at the source.
    static final String LATEST = """
        select b.*, now() as at, c.day as current, p.days as recent_days, p.rows as recent_rows,
               coalesce(p.since, r.resumed) as since
          from backfills b join backfill_runs r using (backfill_id)
         cross join lateral (select min(d.day) as day from backfill_days d
                              where d.backfill_id = b.backfill_id and d.state in ('pending', 'fetching')) c
         cross join lateral (select count(*) filter (where n <= 20) as days,
                                    coalesce(sum(t.rows) filter (where n <= 20), 0)::bigint as rows,
                                    min(t.updated) filter (where n = 21) as since
                               from (select d.rows, d.updated, row_number() over (order by d.updated desc) as n
                                       from backfill_days d
                                      where d.backfill_id = b.backfill_id and d.state = 'done'
                                        and d.updated >= r.resumed
                                      order by d.updated desc limit 21) t) p
         order by b.backfill_id desc limit 1\
        """;

    private ReportRow() {}

    static BackfillReport report(Row row) {
        State state = State.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        Instant at = instant(row, "at");
        Duration took = Duration.between(instant(row, "since"), at);
        long recent = row.getLong("recent_days");
        boolean isMeasured = state == State.IN_PROGRESS && recent > 0 && took.isPositive();
        var counts = new Counts(
                row.getInteger("days_total"),
                row.getInteger("days_completed"),
                row.getInteger("days_failed"),
                row.getLong("samples_fetched"),
                row.getLong("records_processed"),
                isMeasured ? row.getLong("recent_rows") * 1e9 / took.toNanos() : 0);
        int left = counts.total() - counts.done() - counts.failed();
        return new BackfillReport(
                row.getLong("backfill_id"),
                row.getLocalDate("start_date"),
                row.getLocalDate("end_date"),
                List.of(row.getArrayOfStrings("sites")),
                state,
                counts,
                row.getLocalDate("current"),
                instant(row, "started_at"),
                instant(row, "last_updated"),
                isMeasured ? at.plus(took.multipliedBy(left).dividedBy(recent)) : null,
                row.getString("error"));
    }

    private static Instant instant(Row row, String column) {
        @Nullable Instant time = Micros.toInstant(row.getOffsetDateTime(column));
        return Objects.requireNonNull(time, column);
    }
}
