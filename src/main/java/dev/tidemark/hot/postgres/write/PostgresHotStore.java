package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.CountedTrades;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.HotFault;
import dev.tidemark.hot.HotStore;
import dev.tidemark.hot.IdLedger;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.Written;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes batches exactly once.
///
/// An ordinary batch is one statement: it inserts the rows only if every lane stands where the batch begins, and moves
/// them to where it ends. Whatever that statement cannot do, [CarefulWrite] does in a transaction of several. In both,
/// rows and positions are committed together; where the answer is lost, the positions tell.
public final class PostgresHotStore implements HotStore {

    /// Tries of one batch before its caller is asked to back off.
    private static final int MAX_ATTEMPTS = 6;

    private final Surroundings around;
    private final BatchReadying readying;
    private final DuplicateWatch duplicates = new DuplicateWatch();

    private PostgresHotStore(Surroundings around) {
        this.around = around;
        this.readying = new BatchReadying(around);
    }

    /// Makes a store that works once the connections are open.
    public static PostgresHotStore create(
            Connections connections, HotConfig config, InstantSource clock, RecordBytes bytes) {
        var registry = new SeriesRegistry(connections, config.maxSeries());
        return new PostgresHotStore(new Surroundings(
                connections,
                new LanePositions(connections),
                registry,
                new DayPartitions(connections, config, clock),
                new SealedDays(connections),
                new TradeProgress(registry),
                bytes,
                clock));
    }

    /// Makes the partitions of today and the days to come.
    public Future<Void> makeDaysAhead() {
        return around.partitions().makeAhead();
    }

    @Override
    public Future<Written> write(WriteBatch batch) {
        return attempt(batch, 1, false);
    }

    @Override
    public Future<Positions> positions(UUID journal, Dataset dataset) {
        return around.positions()
                .number(journal)
                .compose(number -> around.positions().all(number, dataset))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)));
    }

    private Future<Written> attempt(WriteBatch batch, int attempt, boolean isCareful) {
        return readying.ready(batch)
                .compose(ready -> isCareful || needsCare(ready) ? careful(ready) : plain(ready))
                .recover(failure -> again(batch, attempt, isCareful, failure));
    }

    private static boolean needsCare(ReadyBatch ready) {
        return !ready.rejects().isEmpty() || ready.late().length > 0;
    }

    private Future<Written> plain(ReadyBatch ready) {
        Optional<Map<Series, IdLedger>> steady = switch (ready.rows()) {
            case TradeBatch trades -> steady(trades);
            case RecordBatch _ -> Optional.of(Map.of());
        };
        return steady.isPresent() ? oneStatement(ready, steady.get()) : careful(ready);
    }

    private Optional<Map<Series, IdLedger>> steady(TradeBatch trades) {
        CountedTrades counted = CountedTrades.of(trades, _ -> true);
        return counted.lostFrames().isEmpty() ? around.progress().steady(counted) : Optional.empty();
    }

    private Future<Written> oneStatement(ReadyBatch ready, Map<Series, IdLedger> ledgers) {
        int rows = ready.order().length;
        ColumnArrays columns = rows == 0 ? new ColumnArrays("nothing") : FeedColumns.of(ready, Stretch.ofRows(ready));
        columns.onlyIf("tidemark_move", LanePositions.moveArguments(ready.journal(), ready.batch()));
        if (!ready.days().isEmpty()) {
            columns.onlyIf(
                    "tidemark_open_days",
                    ready.days().openArguments(ready.rows().dataset()));
        }
        if (!ledgers.isEmpty()) {
            columns.onlyIf("tidemark_progress", around.progress().moveArguments(ledgers));
        }
        boolean isGuarded = isGuarded(ready.rows().dataset());
        if (isGuarded && rows > 0) {
            columns.passOverDuplicates();
        }
        return around.connections()
                .use(connection -> connection.preparedQuery(columns.sql()).execute(columns.parameters()))
                .map(done -> stored(ready, ledgers, isGuarded, done));
    }

    /// Whether rows that are there already are passed over.
    private boolean isGuarded(Dataset dataset) {
        return switch (dataset) {
            // Each delivery is a row of its own.
            case TICKS -> false;
            case TRADES -> duplicates.areLikely();
            // They are read, and imported, again and again.
            case CANDLES, SAMPLES -> true;
        };
    }

    private Written stored(ReadyBatch ready, Map<Series, IdLedger> ledgers, boolean isGuarded, RowSet<Row> done) {
        around.progress().remember(ledgers);
        int rows = ready.order().length;
        int inserted = rows == 0 ? 0 : done.rowCount();
        if (isGuarded && ready.rows() instanceof TradeBatch) {
            duplicates.saw(rows - inserted);
        }
        return new Written(rows, inserted, 0, 0);
    }

    private Future<Written> careful(ReadyBatch ready) {
        return around.connections()
                .inTransaction("BEGIN", connection -> {
                    var write = new CarefulWrite(connection, ready, around);
                    return write.run().map(written -> Map.entry(written, write.ledgers()));
                })
                .map(done -> {
                    around.progress().remember(done.getValue());
                    return done.getKey();
                });
    }

    private Future<Written> again(WriteBatch batch, int attempt, boolean isCareful, Throwable failure) {
        forget(batch);
        if (attempt >= MAX_ATTEMPTS) {
            return Future.failedFuture(Verdict.fault(failure));
        }
        return switch (Verdict.of(failure)) {
            case MOVED -> Future.failedFuture(moved(failure));
            case UNAVAILABLE -> Future.failedFuture(Verdict.fault(failure));
            case CLASH -> attempt(batch, attempt + 1, isCareful);
            case PROGRESS_MOVED, RECORD -> attempt(batch, attempt + 1, true);
            case DUPLICATE -> {
                duplicates.saw(1);
                yield attempt(batch, attempt + 1, isCareful);
            }
            case NO_PARTITION -> {
                around.partitions().forget(batch.dataset());
                // The day was dropped because it was sealed: only an open partition is a reason to make it again.
                around.sealedDays().forget(batch.rows());
                yield attempt(batch, attempt + 1, isCareful);
            }
            case SEALED -> {
                around.sealedDays().forget(batch.rows());
                yield attempt(batch, attempt + 1, isCareful);
            }
            case LOST -> resolve(batch, attempt, isCareful);
        };
    }

    private Future<Written> resolve(WriteBatch batch, int attempt, boolean isCareful) {
        return around.connections()
                .settled()
                .compose(_ -> around.positions().number(batch.journal()))
                .compose(number -> around.positions().isStored(number, batch))
                .recover(failure -> Future.failedFuture(Verdict.fault(failure)))
                .compose(isStored -> isStored
                        // How many of them were new went with the answer.
                        ? Future.succeededFuture(
                                new Written(batch.rows().size(), batch.rows().size(), 0, 0))
                        : attempt(batch, attempt + 1, isCareful));
    }

    private void forget(WriteBatch batch) {
        if (batch.rows() instanceof TradeBatch trades) {
            around.progress()
                    .forget(List.copyOf(CountedTrades.of(trades, _ -> true).series()));
        }
    }

    private static HotFault moved(Throwable failure) {
        return failure instanceof HotFault fault
                ? fault
                : new HotFault.Moved(String.valueOf(failure.getMessage()), failure);
    }
}
