package dev.tidemark.hot.postgres.backfill;

import dev.tidemark.history.backfill.BackfillBusy;
import dev.tidemark.history.backfill.BackfillLog;
import dev.tidemark.history.backfill.BackfillOrder;
import dev.tidemark.history.backfill.BackfillReport;
import dev.tidemark.history.backfill.DayOutcome;
import dev.tidemark.history.backfill.SiteDay;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Backfills in `backfill_runs` and `backfill_days`.
public final class PostgresBackfillLog implements BackfillLog {

    private static final String BEGIN = "select tidemark_begin_backfill($1, $2, $3, $4) as id";
    private static final String FILL = "select tidemark_fill_days($1, $2) as id";
    private static final String TRIED = """
        select distinct site, day from backfill_days where state in ('done', 'failed') and updated >= $1\
        """;
    private static final String CANCEL = """
        update backfill_runs set state = 'cancelled', ended = now(), updated = now()
         where state = 'in_progress' returning backfill_id\
        """;
    private static final String TAKE_OVER = """
        with run as (
            update backfill_runs set resumed = now() where state = 'in_progress' returning backfill_id, skips_owned),
        days as (
            update backfill_days d set state = 'pending' from run
             where d.backfill_id = run.backfill_id and d.state = 'fetching')
        select backfill_id, skips_owned from run\
        """;
    private static final String DUE = """
        select site, day from backfill_days where backfill_id = $1 and state = 'pending' order by day, site limit $2\
        """;
    private static final String BEGUN =
            "update backfill_days set state = 'fetching' where backfill_id = $1 and site = $2 and day = $3";
    private static final String ENDED = """
        with done as (
            update backfill_days
               set state = $4, outcome = $5, fetched = $6, rows = $7, key = $8, tries = $9, error = $10,
                   updated = now()
             where backfill_id = $1 and site = $2 and day = $3)
        update backfill_runs set updated = now() where backfill_id = $1 returning state\
        """;
    private static final String END = """
        update backfill_runs r
           set state = case when exists (select from backfill_days d
                                          where d.backfill_id = r.backfill_id and d.state = 'failed')
                            then 'failed' else 'completed' end,
               ended = now(), updated = now()
         where r.backfill_id = $1 and r.state = 'in_progress'
           and not exists (select from backfill_days d
                            where d.backfill_id = r.backfill_id and d.state in ('pending', 'fetching'))\
        """;

    private final Connections connections;

    public PostgresBackfillLog(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Future<BackfillReport> begin(BackfillOrder order) {
        String[] sites = order.sites().toArray(String[]::new);
        return connections
                .query(BEGIN, order.start(), order.end(), sites, order.isAnew())
                .compose(this::begun);
    }

    @Override
    public Future<BackfillReport> fill(List<SiteDay> days) {
        String[] sites = days.stream().map(SiteDay::site).toArray(String[]::new);
        LocalDate[] dates = days.stream().map(SiteDay::day).toArray(LocalDate[]::new);
        return connections.query(FILL, sites, dates).compose(this::begun);
    }

    @Override
    public Future<Set<SiteDay>> tried(Instant since) {
        return connections
                .query(TRIED, Micros.toOffset(since))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresBackfillLog::day)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Future<Optional<BackfillReport>> latest() {
        return connections.query(ReportRow.LATEST).map(rows -> first(rows).map(ReportRow::report));
    }

    @Override
    public Future<Optional<BackfillReport>> cancel() {
        return connections
                .query(CANCEL)
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture(Optional.empty()) : latest());
    }

    @Override
    public Future<Optional<Open>> takeOver() {
        return connections
                .query(TAKE_OVER)
                .map(rows ->
                        first(rows).map(row -> new Open(row.getLong("backfill_id"), row.getBoolean("skips_owned"))));
    }

    @Override
    public Future<List<SiteDay>> due(long id, int limit) {
        return connections
                .query(DUE, id, limit)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresBackfillLog::day)
                        .toList());
    }

    @Override
    public Future<Void> begun(long id, SiteDay day) {
        return connections.query(BEGUN, id, day.site(), day.day()).mapEmpty();
    }

    @Override
    public Future<Boolean> ended(long id, SiteDay day, DayOutcome outcome) {
        boolean isFailed = outcome.kind() == DayOutcome.Kind.FAILED;
        return connections
                .query(
                        ENDED,
                        id,
                        day.site(),
                        day.day(),
                        isFailed ? "failed" : "done",
                        isFailed ? null : outcome.kind().name().toLowerCase(Locale.ROOT),
                        outcome.fetched(),
                        outcome.rows(),
                        outcome.key(),
                        outcome.tries(),
                        outcome.error())
                .map(rows -> first(rows)
                        .map(row -> "in_progress".equals(row.getString("state")))
                        .orElse(false));
    }

    @Override
    public Future<Void> end(long id) {
        return connections.query(END, id).mapEmpty();
    }

    private Future<BackfillReport> begun(RowSet<Row> rows) {
        return rows.iterator().next().getLong("id") == null
                ? Future.failedFuture(new BackfillBusy("A backfill is in progress"))
                : latest().map(Optional::orElseThrow);
    }

    private static SiteDay day(Row row) {
        return new SiteDay(row.getString("site"), row.getLocalDate("day"));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }
}
