package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.HotFault;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.WriteBatch.Move;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The stored positions of the lanes, and the numbers of the journals they belong to.
final class LanePositions {

    private static final String NUMBER = "select number from journals where id = $1";
    private static final String REGISTER = """
        with made as (
            insert into journals (number, id)
            select coalesce(max(number), 0) + 1, $1 from journals returning number)
        insert into journal_positions (journal, dataset, lane)
        select number, dataset, lane from made, unnest($2::text[]) dataset, generate_series(0, $3 - 1) lane
        returning journal as number\
        """;
    private static final String LOCKED = """
        select lane, sequence, index from journal_positions
         where journal = $1 and dataset = $2 order by lane for update\
        """;
    private static final String LOCKED_LANES = """
        select lane, sequence, index from journal_positions
         where journal = $1 and dataset = $2 and lane = any($3) order by lane for update\
        """;

    private final Connections connections;
    private final Map<UUID, Short> idToNumber = new ConcurrentHashMap<>();

    LanePositions(Connections connections) {
        this.connections = connections;
    }

    /// The number of a journal, given to it when it is first seen.
    Future<Short> number(UUID journal) {
        Short known = idToNumber.get(journal);
        return known != null
                ? Future.succeededFuture(known)
                : connections
                        .inTransaction("BEGIN", connection -> register(connection, journal))
                        .onSuccess(number -> idToNumber.put(journal, number));
    }

    /// All lanes of a dataset, once nobody is moving them any more.
    Future<Positions> all(short journal, Dataset dataset) {
        return connections
                .use(connection -> connection.preparedQuery(LOCKED).execute(Tuple.of(journal, dataset.label())))
                .map(LanePositions::positions);
    }

    /// Locks the lanes of a batch and fails with [HotFault.Moved] unless each stands where the batch begins.
    static Future<Void> expectFrom(SqlConnection connection, short journal, WriteBatch batch) {
        return locked(connection, journal, batch)
                .compose(stored -> standAt(stored, batch.moves(), Move::from)
                        ? Future.succeededFuture()
                        : Future.failedFuture(moved(batch, stored)));
    }

    /// Finds out whether a batch whose answer was lost is stored. Waits until nobody is moving its lanes.
    ///
    /// Fails with [HotFault.Moved] where they stand neither where it begins nor where it ends.
    Future<Boolean> isStored(short journal, WriteBatch batch) {
        return connections.use(connection -> locked(connection, journal, batch)).compose(stored -> {
            if (standAt(stored, batch.moves(), Move::to)) {
                return Future.succeededFuture(true);
            }
            return standAt(stored, batch.moves(), Move::from)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(moved(batch, stored));
        });
    }

    /// The arguments of `tidemark_move`.
    static Object[] moveArguments(short journal, WriteBatch batch) {
        List<Move> moves = batch.moves();
        return new Object[] {
            journal,
            batch.dataset().label(),
            moves.stream().map(move -> (short) move.lane()).toArray(Short[]::new),
            longs(moves, move -> move.from().sequence()),
            ints(moves, move -> move.from().index()),
            longs(moves, move -> move.to().sequence()),
            ints(moves, move -> move.to().index())
        };
    }

    private static Future<Short> register(SqlConnection connection, UUID journal) {
        return Connections.execute(connection, "lock table journals in share row exclusive mode")
                .compose(_ -> connection.preparedQuery(NUMBER).execute(Tuple.of(journal)))
                .compose(found -> found.size() > 0
                        ? Future.succeededFuture(found)
                        : connection.preparedQuery(REGISTER).execute(Tuple.of(journal, labels(), Series.LANES)))
                .map(rows -> rows.iterator().next().getShort("number"));
    }

    private static Future<Positions> locked(SqlConnection connection, short journal, WriteBatch batch) {
        Short[] lanes = batch.moves().stream().map(move -> (short) move.lane()).toArray(Short[]::new);
        return connection
                .preparedQuery(LOCKED_LANES)
                .execute(Tuple.of(journal, batch.dataset().label(), lanes))
                .map(LanePositions::positions);
    }

    private static Positions positions(RowSet<Row> rows) {
        var positions = new Positions();
        for (Row row : rows) {
            positions.set(row.getShort("lane"), new Position(row.getLong("sequence"), row.getInteger("index")));
        }
        return positions;
    }

    private static boolean standAt(Positions stored, List<Move> moves, Function<Move, Position> where) {
        return moves.stream().allMatch(move -> stored.get(move.lane()).equals(where.apply(move)));
    }

    private static HotFault.Moved moved(WriteBatch batch, Positions stored) {
        Move first = batch.moves().stream()
                .filter(move -> !stored.get(move.lane()).equals(move.from()))
                .findFirst()
                .orElseThrow();
        String message = "Expected lane " + first.lane() + " of "
                + batch.dataset().label() + " at " + first.from() + ", was at " + stored.get(first.lane());
        return new HotFault.Moved(message, new IllegalStateException("position"));
    }

    private static String[] labels() {
        return java.util.Arrays.stream(Dataset.values()).map(Dataset::label).toArray(String[]::new);
    }

    private static Long[] longs(List<Move> moves, ToLongFunction<Move> value) {
        return moves.stream().map(value::applyAsLong).toArray(Long[]::new);
    }

    private static Integer[] ints(List<Move> moves, Function<Move, Integer> value) {
        return moves.stream().map(value).toArray(Integer[]::new);
    }
}
