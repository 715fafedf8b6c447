package dev.tidemark.hot.postgres.tier;

import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import dev.tidemark.cold.archive.DayReport;
import dev.tidemark.cold.archive.DayReport.Outcome;
import dev.tidemark.cold.archive.DayReport.StepTimes;
import dev.tidemark.cold.archive.RunLog;
import dev.tidemark.cold.archive.RunReport;
import dev.tidemark.cold.archive.RunReport.State;
import dev.tidemark.cold.archive.RunReport.Totals;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Runs of the archiver in `archive_runs` and `archive_run_days`.
public final class PostgresRunLog implements RunLog {

    private static final String COLUMNS =
            "run_id, reason, state, started, ended, days, failed, rows, bytes, dropped, error";
    private static final String INTERRUPT = """
        update archive_runs set state = 'interrupted', ended = $1, error = 'The process ended before the run did'
         where state = 'running'\
        """;
    /// Older runs have been seen by whoever wanted to.
    private static final String FORGET =
            "delete from archive_runs where started < $1::timestamptz - interval '400 days'";
    private static final String BEGIN =
            "insert into archive_runs (reason, state, started) values ($1, 'running', $2) returning run_id";
    private static final String ADD = """
        with day as (
            insert into archive_run_days
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                on conflict (run_id, dataset, partition, day) do nothing
            returning *)
        update archive_runs r
           set days = r.days + (day.outcome = 'published')::int, failed = r.failed + (day.outcome = 'failed')::int,
               rows = r.rows + case day.outcome when 'published' then day.rows else 0 end,
               bytes = r.bytes + case day.outcome when 'published' then day.bytes else 0 end
          from day where r.run_id = day.run_id\
        """;
    private static final String END = """
        update archive_runs
           set state = $2, ended = $3, days = $4, failed = $5, rows = $6, bytes = $7, dropped = $8, error = $9
         where run_id = $1\
        """;
    private static final String LATEST = "select " + COLUMNS + " from archive_runs order by run_id desc limit $1";
    private static final String FIND = "select " + COLUMNS + " from archive_runs where run_id = $1";
    private static final String DAYS = """
        select * from archive_run_days where run_id = $1
         order by outcome <> 'failed', day, dataset, partition limit $2\
        """;

    private final Connections connections;

    public PostgresRunLog(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Future<Long> begin(Reason reason, Instant at) {
        return connections
                .query(INTERRUPT, Micros.toOffset(at))
                .compose(interrupted -> connections.query(FORGET, Micros.toOffset(at)))
                .compose(forgotten -> connections.query(BEGIN, label(reason), Micros.toOffset(at)))
                .map(rows -> rows.iterator().next().getLong("run_id"));
    }

    @Override
    public Future<Void> add(long run, DayReport report) {
        PartitionDay day = report.day();
        StepTimes times = report.times();
        return connections
                .query(
                        ADD,
                        run,
                        day.dataset().label(),
                        day.partition().name(),
                        day.day(),
                        label(report.outcome()),
                        report.key(),
                        report.rows(),
                        report.bytes(),
                        times.sealMs(),
                        times.writeMs(),
                        times.uploadMs(),
                        times.verifyMs(),
                        times.publishMs(),
                        report.error())
                .mapEmpty();
    }

    @Override
    public Future<Void> end(RunReport run) {
        Totals totals = run.totals();
        Instant ended = run.ended();
        return connections
                .query(
                        END,
                        run.id(),
                        label(run.state()),
                        ended == null ? null : Micros.toOffset(ended),
                        totals.published(),
                        totals.failed(),
                        totals.rows(),
                        totals.bytes(),
                        totals.dropped(),
                        run.error())
                .mapEmpty();
    }

    @Override
    public Future<List<RunReport>> latest(int limit) {
        return connections.query(LATEST, limit).map(rows -> list(rows, PostgresRunLog::run));
    }

    @Override
    public Future<Optional<RunReport>> find(long run) {
        return connections
                .query(FIND, run)
                .map(rows -> list(rows, PostgresRunLog::run).stream().findFirst());
    }

    @Override
    public Future<List<DayReport>> days(long run, int limit) {
        return connections.query(DAYS, run, limit).map(rows -> list(rows, PostgresRunLog::day));
    }

    private static RunReport run(Row row) {
        return new RunReport(
                row.getLong("run_id"),
                Reason.valueOf(upper(row, "reason")),
                State.valueOf(upper(row, "state")),
                row.getOffsetDateTime("started").toInstant(),
                Micros.toInstant(row.getOffsetDateTime("ended")),
                new Totals(
                        row.getInteger("days") + row.getInteger("failed"),
                        row.getInteger("days"),
                        row.getInteger("failed"),
                        row.getLong("rows"),
                        row.getLong("bytes"),
                        row.getInteger("dropped")),
                row.getString("error"));
    }

    private static DayReport day(Row row) {
        return new DayReport(
                new PartitionDay(
                        new Partition(LakeFiles.dataset(row), row.getString("partition")), row.getLocalDate("day")),
                Outcome.valueOf(upper(row, "outcome")),
                row.getString("key"),
                row.getLong("rows"),
                row.getLong("bytes"),
                new StepTimes(
                        row.getInteger("seal_ms"),
                        row.getInteger("write_ms"),
                        row.getInteger("upload_ms"),
                        row.getInteger("verify_ms"),
                        row.getInteger("publish_ms")),
                row.getString("error"));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(Row row, String column) {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static <T extends @Nullable Object> List<T> list(RowSet<Row> rows, Function<Row, T> one) {
        return StreamSupport.stream(rows.spliterator(), false).map(one).toList();
    }
}
