package dev.tidemark.hot.postgres.lake;

import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.lake.SeriesByLane.Lanes;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One look for the rows that were committed since the last one.
///
/// A lane's rows are committed in order and together with its position. So all rows below the position can be seen by a
/// statement that begins after it was read, and those are new that are not below the position of the last look. In
/// which place of the table they are, the BRIN index tells within a megabyte.
///
/// A lane that has slept begins far back, where that index would let most of a day through. Its series are few and had
/// few rows since, so those are found by series instead.
final class PartLook {

    private static final Duration AWAKE = Duration.ofMinutes(10);

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('tidemark.parts'), hashtext($1))";
    private static final String MOVED = """
        select * from (
            select p.journal, p.lane, l.at, coalesce(l.through, p.journal::int8 << 54) as looked,
                   (p.journal::int8 << 54) + (p.sequence << 12) + p.index as stands
              from journal_positions p left join part_looks l using (journal, dataset, lane)
             where p.dataset = $1) lanes
         where stands > looked order by journal, lane\
        """;
    private static final String NOTE = """
        insert into part_looks (journal, dataset, lane, through, at)
        select unnest($1::int2[]), $2, unnest($3::int2[]), unnest($4::int8[]), $5
            on conflict (journal, dataset, lane) do update set through = excluded.through, at = excluded.at\
        """;
    private static final String AMONG_THE_NEWEST = "and t.ingest_id >= $7::int8 and t.ingest_id < $8::int8";
    private static final String BY_SERIES = "and $7::int8 <= $8::int8";

    private final Dataset dataset;
    private final SeriesByLane series;
    private final InstantSource clock;

    PartLook(Dataset dataset, InstantSource clock) {
        this.dataset = dataset;
        this.series = new SeriesByLane(dataset);
        this.clock = clock;
    }

    /// Looks once, in the caller's transaction. Answers how many pieces it found, or -1 where nothing was to be
    /// looked at; call again until then.
    Future<Integer> run(SqlConnection connection, LocalDate from, int maxRows) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(dataset.label()))
                .compose(_ -> connection.preparedQuery(MOVED).execute(Tuple.of(dataset.label())))
                .map(rows -> {
                    var awakeSince = clock.instant().minus(AWAKE);
                    List<LaneStretch> lanes = new ArrayList<>();
                    rows.forEach(row -> lanes.add(LaneStretch.of(row, awakeSince)));
                    return lanes;
                })
                .compose(lanes -> lanes.isEmpty()
                        ? Future.succeededFuture(-1)
                        : series.read(connection)
                                .compose(known -> new Run(connection, known, from, maxRows).all(lanes)));
    }

    /// The statements of one look.
    private final class Run {

        private final SqlConnection connection;
        private final Lanes series;
        private final LocalDate firstDay;
        private final int maxRows;

        Run(SqlConnection connection, Lanes series, LocalDate firstDay, int maxRows) {
            this.connection = connection;
            this.series = series;
            this.firstDay = firstDay;
            this.maxRows = maxRows;
        }

        Future<Integer> all(List<LaneStretch> lanes) {
            Map<Short, List<LaneStretch>> journalToAwake =
                    lanes.stream().filter(LaneStretch::isAwake).collect(Collectors.groupingBy(LaneStretch::journal));
            List<LaneStretch> asleep =
                    lanes.stream().filter(lane -> !lane.isAwake()).toList();
            // Where a sequential scan or a join of all with all looks cheap, the statistics are of yesterday.
            Future<Integer> found = Connections.execute(
                            connection,
                            "set local enable_seqscan = off; set local enable_mergejoin = off; set local jit = off;"
                                    + " set local plan_cache_mode = force_custom_plan")
                    .map(0);
            for (List<LaneStretch> awake : journalToAwake.values()) {
                List<LaneStretch> near = LaneStretch.near(awake);
                found = found.compose(n -> find(near, true).map(more -> n + more));
            }
            return asleep.isEmpty()
                    ? found
                    : found.compose(n -> Connections.execute(connection, "set local enable_hashjoin = off")
                            .compose(_ -> find(asleep, false))
                            .map(more -> n + more));
        }

        private Future<Integer> find(List<LaneStretch> lanes, boolean isAwake) {
            List<Integer> ids = new ArrayList<>();
            List<Long> begins = new ArrayList<>();
            List<Long> ends = new ArrayList<>();
            for (LaneStretch lane : lanes) {
                for (int id : series.of(lane.lane())) {
                    ids.add(id);
                    begins.add(lane.from());
                    ends.add(lane.to());
                }
            }
            Future<Integer> found = ids.isEmpty()
                    ? Future.succeededFuture(0)
                    : connection
                            .preparedQuery(sql(isAwake))
                            .execute(Tuple.tuple()
                                    .addValue(ids.toArray(Integer[]::new))
                                    .addValue(begins.toArray(Long[]::new))
                                    .addValue(ends.toArray(Long[]::new))
                                    .addValue(bound())
                                    .addValue(Micros.toOffset(clock.instant()))
                                    .addValue(maxRows)
                                    .addValue(begins.stream().min(Long::compare).orElseThrow())
                                    .addValue(ends.stream().max(Long::compare).orElseThrow()))
                            .map(done -> done.rowCount());
            return found.compose(n -> note(lanes).map(n));
        }

        private Object bound() {
            return dataset == Dataset.TRADES ? firstDay : Micros.toOffset(firstDay.toEpochDay() * 86_400_000_000L);
        }

        private Future<Void> note(List<LaneStretch> lanes) {
            return connection
                    .preparedQuery(NOTE)
                    .execute(Tuple.of(
                            lanes.stream().map(LaneStretch::journal).toArray(Short[]::new),
                            dataset.label(),
                            lanes.stream().map(LaneStretch::lane).toArray(Short[]::new),
                            lanes.stream().map(LaneStretch::to).toArray(Long[]::new),
                            Micros.toOffset(clock.instant())))
                    .mapEmpty();
        }
    }

    /// Adding nothing to a column keeps an index on it out of the plan.
    private String sql(boolean isAwake) {
        String day = dataset == Dataset.TRADES ? "day" : "time";
        return """
            insert into part_pieces (series_id, day, begins, ends, rows, first, last, since)
            select series_id, day, min(ingest_id), max(ingest_id) + 1, count(*), min(time), max(time), $5
              from (select t.series_id, d.day, t.time, t.ingest_id,
                           t.ingest_id >> 54 as journal,
                           (row_number() over (partition by t.series_id, d.day, t.ingest_id >> 54 order by t.ingest_id)
                               - 1) / $6::int4 as piece
                      from unnest($1::int4[], $2::int8[], $3::int8[]) as w (series_id, from_id, to_id)
                      join %1$s t on t.series_id %4$s = w.series_id and t.ingest_id %2$s >= w.from_id and t.ingest_id %2$s < w.to_id
                           %3$s, lateral (select (t.time at time zone 'utc')::date as day) d
                     where t.%5$s >= $4) found
             group by series_id, day, journal, piece\
            """.formatted(
                        dataset.label(),
                        isAwake ? "" : "+ 0",
                        isAwake ? AMONG_THE_NEWEST : BY_SERIES,
                        isAwake ? "+ 0" : "",
                        day);
    }
}
