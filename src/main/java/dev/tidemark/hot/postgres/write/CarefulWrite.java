package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.CountedTrades;
import dev.tidemark.hot.IdLedger;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Micros;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.write.ReadyBatch.Reject;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
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
/// Locks the lanes, holds the days open, lands the rows in halves of halves where some are impossible, the late ones in
/// a table of their own, sets the impossible ones aside, notes the gaps, moves the positions. Runs between BEGIN and
/// COMMIT of its caller; used once.
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
    private int late;

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
                .compose(_ -> openDays())
                .compose(_ -> land(Stretch.ofRows(batch), 1))
                .compose(_ -> land(Stretch.ofLate(batch), 1))
                .compose(_ -> writeGaps())
                .compose(gaps -> DeadLetterRows.write(connection, batch, rejects, now, bytes)
                        .compose(_ -> movePositions())
                        .map(_ -> new Written(batch.rows().size(), inserted, rejects.size(), gaps, late)));
    }

    /// The ledgers as this transaction leaves them.
    Map<Series, IdLedger> ledgers() {
        return ledgers;
    }

    /// Behind the lanes and before any row, as everybody does.
    private Future<Void> openDays() {
        if (batch.days().isEmpty()) {
            return Future.succeededFuture();
        }
        var open = new ColumnArrays("nothing");
        open.onlyIf(
                "tidemark_open_days", batch.days().openArguments(batch.rows().dataset()));
        return connection.preparedQuery(open.sql()).execute(open.parameters()).mapEmpty();
    }

    private Future<Void> land(Stretch stretch, int tries) {
        if (stretch.size() == 0) {
            return Future.succeededFuture();
        }
        return Connections.execute(connection, "SAVEPOINT land")
                .compose(_ -> insert(stretch))
                .transform(done ->
                        done.succeeded() ? keep(stretch, done.result()) : landFailed(stretch, tries, done.cause()));
    }

    private Future<Integer> insert(Stretch stretch) {
        ColumnArrays columns = FeedColumns.of(batch, stretch);
        Dataset dataset = batch.rows().dataset();
        if (dataset != Dataset.TICKS) {
            columns.passOverDuplicates();
        }
        if (stretch.isLate()) {
            // What is sealed is in the file as well, so a row that is there need not be kept a second time.
            switch (dataset) {
                case SAMPLES -> columns.passOverThoseOf("samples", "series_id", "time");
                case TRADES -> columns.passOverThoseOf("trades", "series_id", "day", "trade_id");
                case TICKS, CANDLES -> {}
            }
        }
        return connection
                .preparedQuery(columns.sql())
                .execute(columns.parameters())
                .map(done -> done.rowCount());
    }

    private Future<Void> keep(Stretch stretch, int rows) {
        inserted += rows;
        late += stretch.isLate() ? rows : 0;
        return Connections.execute(connection, "RELEASE land");
    }

    private Future<Void> landFailed(Stretch stretch, int tries, Throwable failure) {
        if (Verdict.of(failure) != Verdict.RECORD) {
            return Future.failedFuture(failure);
        }
        return Connections.execute(connection, "ROLLBACK TO land; RELEASE land").compose(_ -> {
            if (stretch.size() > 1) {
                return land(stretch.firstHalf(), 1).compose(_ -> land(stretch.secondHalf(), 1));
            }
            return tries < MAX_TRIES ? land(stretch, tries + 1) : reject(stretch.row(0), (PgException) failure);
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
