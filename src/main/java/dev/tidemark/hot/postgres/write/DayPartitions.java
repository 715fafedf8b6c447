package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The partitions by day: made ahead, and on demand at a bounded rate. TimescaleDB makes its chunks itself, but at no
/// higher rate, since rows of further days are kept from it. Candles are one table.
final class DayPartitions {

    private static final String DAYS = "select tidemark_hot_days($1) as days, tidemark_days($1) is null as is_chunked";
    private static final String ADD = "select tidemark_add_days($1, $2)";

    private final Connections connections;
    private final HotConfig config;
    private final InstantSource clock;
    private final Map<Dataset, Set<LocalDate>> known = new EnumMap<>(Dataset.class);
    private final Set<Dataset> chunked = ConcurrentHashMap.newKeySet();
    private long minute;
    private int madeThisMinute;

    DayPartitions(Connections connections, HotConfig config, InstantSource clock) {
        this.connections = connections;
        this.config = config;
        this.clock = clock;
        for (Dataset dataset : Dataset.values()) {
            known.put(dataset, ConcurrentHashMap.newKeySet());
        }
    }

    /// Makes the partitions that the rows need. The answer holds the days for which there is none, because too many
    /// were made within this minute.
    ///
    /// @param late rows that need none
    Future<Set<LocalDate>> ensure(RecordBatch rows, BitSet late) {
        Dataset dataset = rows.dataset();
        if (!hasDays(dataset)) {
            return Future.succeededFuture(Set.of());
        }
        Set<LocalDate> missing = missing(dataset, rows, late);
        if (missing.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return connections.use(connection -> load(connection, dataset).compose(_ -> {
            missing.removeAll(set(dataset));
            return make(connection, dataset, missing);
        }));
    }

    /// Where to insert these rows: straight into the partition if they are all of one day. PostgreSQL would look up
    /// the partition of each row otherwise, which takes a quarter of the time of an insert.
    String tableFor(RecordBatch rows) {
        String label = rows.dataset().label();
        if (rows.isEmpty() || chunked.contains(rows.dataset())) {
            return label;
        }
        int day = Micros.day(rows.timeUs(0));
        for (int row = 1; row < rows.size(); row++) {
            if (Micros.day(rows.timeUs(row)) != day) {
                return label;
            }
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        return set(rows.dataset()).contains(date) ? label + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(date) : label;
    }

    /// Makes the partitions of today and the days to come.
    Future<Void> makeAhead() {
        LocalDate today = Micros.toOffset(clock.instant()).toLocalDate();
        List<LocalDate> days =
                today.datesUntil(today.plusDays(config.partitionsAhead() + 1L)).toList();
        return connections.use(connection -> {
            Future<Void> done = Future.succeededFuture();
            for (Dataset dataset : Dataset.values()) {
                if (hasDays(dataset)) {
                    done = done.compose(_ -> load(connection, dataset))
                            .compose(_ -> addAhead(connection, dataset, days));
                }
            }
            return done;
        });
    }

    /// Forgets what is known, after PostgreSQL has found a day without a partition.
    void forget(Dataset dataset) {
        set(dataset).clear();
    }

    private Future<Void> addAhead(SqlConnection connection, Dataset dataset, Collection<LocalDate> days) {
        return chunked.contains(dataset) ? Future.succeededFuture() : add(connection, dataset, days);
    }

    private static boolean hasDays(Dataset dataset) {
        return dataset != Dataset.CANDLES;
    }

    private Set<LocalDate> missing(Dataset dataset, RecordBatch rows, BitSet late) {
        Set<LocalDate> days = set(dataset);
        Set<LocalDate> missing = new TreeSet<>();
        int lastDay = Integer.MIN_VALUE;
        for (int row = 0; row < rows.size(); row++) {
            int day = Micros.day(rows.timeUs(row));
            if (day != lastDay && !late.get(row)) {
                lastDay = day;
                LocalDate date = LocalDate.ofEpochDay(day);
                if (!days.contains(date)) {
                    missing.add(date);
                }
            }
        }
        return missing;
    }

    private Future<Void> load(SqlConnection connection, Dataset dataset) {
        return connection.preparedQuery(DAYS).execute(Tuple.of(dataset.label())).map(rows -> {
            Row row = rows.iterator().next();
            set(dataset).addAll(List.of(row.getArrayOfLocalDates("days")));
            if (row.getBoolean("is_chunked")) {
                chunked.add(dataset);
            }
            return null;
        });
    }

    private Future<Set<LocalDate>> make(SqlConnection connection, Dataset dataset, Set<LocalDate> missing) {
        int allowed = take(missing.size());
        List<LocalDate> now = missing.stream().limit(allowed).toList();
        Set<LocalDate> refused = new TreeSet<>(missing.stream().skip(allowed).toList());
        return now.isEmpty()
                ? Future.succeededFuture(refused)
                : add(connection, dataset, now).map(refused);
    }

    private Future<Void> add(SqlConnection connection, Dataset dataset, Collection<LocalDate> days) {
        if (chunked.contains(dataset)) {
            set(dataset).addAll(days);
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.wrap(new Object[] {dataset.label(), days.toArray(LocalDate[]::new)}))
                .onSuccess(_ -> set(dataset).addAll(days))
                .mapEmpty();
    }

    private Set<LocalDate> set(Dataset dataset) {
        return known.getOrDefault(dataset, Set.of());
    }

    private synchronized int take(int wanted) {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            madeThisMinute = 0;
        }
        int allowed = Math.clamp(config.maxPartitionsPerMinute() - madeThisMinute, 0, wanted);
        madeThisMinute += allowed;
        return allowed;
    }
}
