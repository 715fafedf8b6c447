package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.CountedTrades;
import dev.tidemark.hot.IdLedger;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.write.ReadyBatch.Reject;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// One batch in one transaction of many statements: for whatever the single statement cannot do.
///
/// Locks the lanes and the trade ids, lands the rows in halves of halves where some are impossible, sets those aside,
/// notes the gaps, moves the positions. Runs between BEGIN and COMMIT of its caller; used once.
final class CarefulWrite {

    private static final int MAX_TRIES = 3;

    private final SqlConnection connection;
    private final ReadyBatch batch;
    private final TradeProgress progress;
    private final SeriesRegistry registry;
    private final RecordBytes bytes;
    private final OffsetDateTime now;
    private final List<Reject> rejects;
    private final BitSet rejectedRows = new BitSet();
    private Map<Series, IdLedger> ledgers = Map.of();
    private int inserted;

    CarefulWrite(SqlConnection connection, ReadyBatch batch, Surroundings around) {
        this.connection = connection;
        this.batch = batch;
        this.progress = around.progress();
        this.registry = around.registry();
        this.bytes = around.bytes();
        this.now = Micros.toOffset(around.clock().instant());
        this.rejects = new ArrayList<>(batch.rejects());
        this.rejects.forEach(reject -> rejectedRows.set(reject.row()));
    }

    Future<Written> run() {
        return LanePositions.expectFrom(connection, batch.journal(), batch.batch())
                .compose(_ -> land(0, batch.order().length, 1))
                .compose(_ -> writeGaps())
                .compose(gaps -> DeadLetterRows.write(connection, batch, rejects, now, bytes)
                        .compose(_ -> movePositions())
                        .map(_ -> new Written(batch.rows().size(), inserted, rejects.size(), gaps)));
    }

    /// The ledgers as this transaction leaves them.
    Map<Series, IdLedger> ledgers() {
        return ledgers;
    }

    private Future<Void> land(int from, int to, int tries) {
        if (from == to) {
            return Future.succeededFuture();
        }
        return Connections.execute(connection, "SAVEPOINT land")
                .compose(_ -> insert(from, to))
                .transform(done -> done.succeeded() ? keep(done.result()) : landFailed(from, to, tries, done.cause()));
    }

    private Future<Integer> insert(int from, int to) {
        ColumnArrays columns = FeedColumns.of(batch, from, to);
        if (!(batch.rows() instanceof TickBatch)) {
            columns.passOverDuplicates();
        }
        return connection
                .preparedQuery(columns.sql())
                .execute(columns.parameters())
                .map(done -> done.rowCount());
    }

    private Future<Void> keep(int rows) {
        inserted += rows;
        return Connections.execute(connection, "RELEASE land");
    }

    private Future<Void> landFailed(int from, int to, int tries, Throwable failure) {
        if (Verdict.of(failure) != Verdict.RECORD) {
            return Future.failedFuture(failure);
        }
        return Connections.execute(connection, "ROLLBACK TO land; RELEASE land").compose(_ -> {
            if (to - from > 1) {
                int middle = (from + to) >>> 1;
                return land(from, middle, 1).compose(_ -> land(middle, to, 1));
            }
            return tries < MAX_TRIES ? land(from, to, tries + 1) : reject(batch.order()[from], (PgException) failure);
        });
    }

    private Future<Void> reject(int row, PgException failure) {
        rejects.add(new Reject(row, failure.getSqlState(), failure.getErrorMessage(), MAX_TRIES));
        rejectedRows.set(row);
        return Future.succeededFuture();
    }

    private Future<Integer> writeGaps() {
        if (!(batch.rows() instanceof TradeBatch trades)) {
            return Future.succeededFuture(0);
        }
        CountedTrades counted = CountedTrades.of(trades, row -> !rejectedRows.get(row));
        return progress.lock(connection, counted.series()).compose(locked -> {
            ledgers = locked;
            counted.tell(series -> locked.getOrDefault(series, new IdLedger(IdLedger.NONE, List.of())));
            var rows = new GapRows(now);
            locked.forEach((series, ledger) -> rows.add(series, registry.id(series), ledger));
            counted.lostFrames().forEach(rows::add);
            return rows.write(connection).map(_ -> rows.opened());
        });
    }

    private Future<Void> movePositions() {
        var move = new ColumnArrays("nothing");
        move.onlyIf("tidemark_move", LanePositions.moveArguments(batch.journal(), batch.batch()));
        return connection.preparedQuery(move.sql()).execute(move.parameters()).mapEmpty();
    }
}
