package dev.tidemark.hot.postgres.write;

import dev.tidemark.cold.Partition;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the writer believes about days: how often some partition was sealed, and which ones take no more rows. It is
/// looked up once a day, and compared in the database in every transaction that writes to the day. Thread-safe.
final class SealedDays {

    /// One statement, hence one moment: epoch and partitions belong together.
    private static final String LOAD = """
        select w.day, coalesce(e.epoch, 0) as epoch,
               array(select t.partition from tier_days t where t.dataset = $1 and t.day = w.day) as sealed
          from unnest($2::date[]) w (day)
          left join day_epochs e on e.dataset = $1 and e.day = w.day\
        """;
    private static final int MAX_DAYS = 4_096;
    private static final int MAX_NAMES = 200_000;

    /// Beyond these PostgreSQL's own dates end or records are refused long before.
    private static final int FIRST_DAY = Math.toIntExact(LocalDate.of(1, 1, 1).toEpochDay());
    private static final int LAST_DAY =
            Math.toIntExact(LocalDate.of(9999, 12, 31).toEpochDay());

    private final Connections connections;
    private final Map<Key, Known> days = new LinkedHashMap<>(16, 0.75f, true);
    private int names;

    private record Key(Dataset dataset, int day) {}

    /// @param sealed names of the partitions that take no more rows
    record Known(long epoch, Set<String> sealed) {}

    SealedDays(Connections connections) {
        this.connections = connections;
    }

    /// The days of these rows, and which of the rows are late.
    Future<BatchDays> of(RecordBatch rows) {
        Dataset dataset = rows.dataset();
        // Candles stay where they are.
        Set<Integer> wanted = dataset == Dataset.CANDLES ? Set.of() : daysOf(rows);
        if (wanted.isEmpty()) {
            return Future.succeededFuture(BatchDays.NONE);
        }
        SortedMap<Integer, Known> found = lookUp(dataset, wanted);
        return found.size() == wanted.size()
                ? Future.succeededFuture(batchDays(rows, found))
                : load(dataset, wanted).map(all -> batchDays(rows, all));
    }

    /// Believes nothing any more about these days, after one of them was sealed.
    synchronized void forget(RecordBatch rows) {
        for (int day : daysOf(rows)) {
            Known known = days.remove(new Key(rows.dataset(), day));
            names -= known == null ? 0 : known.sealed().size();
        }
    }

    private Future<SortedMap<Integer, Known>> load(Dataset dataset, Collection<Integer> wanted) {
        LocalDate[] dates = wanted.stream().map(LocalDate::ofEpochDay).toArray(LocalDate[]::new);
        return connections
                .use(connection ->
                        connection.preparedQuery(LOAD).execute(Tuple.wrap(new Object[] {dataset.label(), dates})))
                .map(rows -> {
                    SortedMap<Integer, Known> loaded = new TreeMap<>();
                    for (Row row : rows) {
                        var known = new Known(row.getLong("epoch"), Set.of(row.getArrayOfStrings("sealed")));
                        loaded.put((int) row.getLocalDate("day").toEpochDay(), known);
                    }
                    keep(dataset, loaded);
                    return loaded;
                });
    }

    private synchronized SortedMap<Integer, Known> lookUp(Dataset dataset, Collection<Integer> wanted) {
        SortedMap<Integer, Known> found = new TreeMap<>();
        for (int day : wanted) {
            Known known = days.get(new Key(dataset, day));
            if (known != null) {
                found.put(day, known);
            }
        }
        return found;
    }

    private synchronized void keep(Dataset dataset, Map<Integer, Known> loaded) {
        loaded.forEach((day, known) -> {
            Known old = days.put(new Key(dataset, day), known);
            names += known.sealed().size() - (old == null ? 0 : old.sealed().size());
        });
        var eldest = days.values().iterator();
        while (days.size() > MAX_DAYS || (names > MAX_NAMES && !days.isEmpty())) {
            names -= eldest.next().sealed().size();
            eldest.remove();
        }
    }

    private static BatchDays batchDays(RecordBatch rows, SortedMap<Integer, Known> dayToKnown) {
        boolean isAnySealed =
                dayToKnown.values().stream().anyMatch(known -> !known.sealed().isEmpty());
        return new BatchDays(
                dayToKnown.keySet().stream().map(LocalDate::ofEpochDay).toArray(LocalDate[]::new),
                dayToKnown.values().stream().map(Known::epoch).toArray(Long[]::new),
                isAnySealed ? late(rows, dayToKnown) : new BitSet(0));
    }

    private static BitSet late(RecordBatch rows, Map<Integer, Known> dayToKnown) {
        var late = new BitSet(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            Known known = dayToKnown.get(Micros.day(rows.timeUs(row)));
            if (known != null
                    && !known.sealed().isEmpty()
                    && known.sealed().contains(Partition.of(rows.series(row)).name())) {
                late.set(row);
            }
        }
        return late;
    }

    private static Set<Integer> daysOf(RecordBatch rows) {
        Set<Integer> days = new TreeSet<>();
        int last = Integer.MIN_VALUE;
        for (int row = 0; row < rows.size(); row++) {
            int day = Micros.day(rows.timeUs(row));
            if (day != last && day >= FIRST_DAY && day <= LAST_DAY) {
                days.add(day);
                last = day;
            }
        }
        return days;
    }
}
