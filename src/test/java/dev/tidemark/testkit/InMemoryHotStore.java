package dev.tidemark.testkit;

import dev.tidemark.hot.CountedTrades;
import dev.tidemark.hot.HotFault;
import dev.tidemark.hot.HotStore;
import dev.tidemark.hot.IdLedger;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.WriteBatch.Move;
import dev.tidemark.journal.Written;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A hot store that keeps everything in memory and can be told to fail. Thread-safe.
public final class InMemoryHotStore implements HotStore {

    private record Lanes(UUID journal, Dataset dataset) {}

    /// What makes two records the same.
    private record Key(Series series, long time, String id) {}

    private final Map<Lanes, Positions> positions = new HashMap<>();
    private final Map<Dataset, RecordBatch> rows = new EnumMap<>(Dataset.class);
    private final Set<Key> keys = new HashSet<>();
    private final Map<Series, IdLedger> ledgers = new HashMap<>();
    private final Queue<RuntimeException> faults = new ArrayDeque<>();
    private final Queue<RuntimeException> lostAnswers = new ArrayDeque<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private @Nullable HotFault down;

    @Override
    public synchronized Future<Written> write(WriteBatch batch) {
        RuntimeException fault = faults.poll();
        if (fault != null || down != null) {
            return Future.failedFuture(fault != null ? fault : down);
        }
        Positions stored = lanes(batch.journal(), batch.dataset());
        for (Move move : batch.moves()) {
            if (!stored.get(move.lane()).equals(move.from())) {
                return Future.failedFuture(new HotFault.Moved(
                        "Expected lane " + move.lane() + " at " + move.from() + ", was at " + stored.get(move.lane()),
                        new IllegalStateException("position")));
            }
        }
        batch.moves().forEach(move -> stored.set(move.lane(), move.to()));
        batchSizes.add(batch.rows().size());
        var written = new Written(batch.rows().size(), insert(batch.rows()), 0, noteGaps(batch.rows()));
        RuntimeException lost = lostAnswers.poll();
        return lost == null ? Future.succeededFuture(written) : Future.failedFuture(lost);
    }

    @Override
    public synchronized Future<Positions> positions(UUID journal, Dataset dataset) {
        return down != null
                ? Future.failedFuture(down)
                : Future.succeededFuture(lanes(journal, dataset).copy());
    }

    /// A copy of everything stored, in the order of arrival.
    public synchronized RecordBatch rows(Dataset dataset) {
        RecordBatch all = RecordBatch.of(dataset, 8);
        RecordBatch stored = rows.getOrDefault(dataset, all);
        for (int row = 0; row < stored.size(); row++) {
            all.copyRow(stored, row);
        }
        return all;
    }

    /// The sizes of the batches stored, in their order.
    public synchronized List<Integer> batchSizes() {
        return List.copyOf(batchSizes);
    }

    /// The trade ids of a series that are missing.
    public synchronized List<IdLedger.Hole> missing(Series series) {
        IdLedger ledger = ledgers.get(series);
        return ledger == null ? List.of() : ledger.holes();
    }

    /// Fails the next write, storing nothing.
    public synchronized void failNext(RuntimeException fault) {
        faults.add(fault);
    }

    /// Stores the next write and fails it nevertheless.
    public synchronized void loseNextAnswer(RuntimeException fault) {
        lostAnswers.add(fault);
    }

    /// Fails everything with [HotFault.Unavailable] until [#comeUp].
    public synchronized void goDown() {
        down = new HotFault.Unavailable("The hot store is down", new IllegalStateException("test"));
    }

    public synchronized void comeUp() {
        down = null;
    }

    private Positions lanes(UUID journal, Dataset dataset) {
        return positions.computeIfAbsent(new Lanes(journal, dataset), _ -> new Positions());
    }

    private int insert(RecordBatch batch) {
        RecordBatch table = rows.computeIfAbsent(batch.dataset(), dataset -> RecordBatch.of(dataset, 64));
        int inserted = 0;
        for (int row = 0; row < batch.size(); row++) {
            if (isNew(batch, row)) {
                table.copyRow(batch, row);
                inserted++;
            }
        }
        return inserted;
    }

    private boolean isNew(RecordBatch batch, int row) {
        Series series = batch.series(row);
        long timeUs = batch.timeUs(row);
        return switch (batch) {
            case TickBatch _ -> true;
            case TradeBatch trades ->
                keys.add(new Key(series, Math.floorDiv(timeUs, Feed.DAY_US), trades.tradeId(row)));
            case CandleBatch candles ->
                keys.add(new Key(series, timeUs, candles.timeframe(row).label()));
            case SampleBatch _ -> keys.add(new Key(series, timeUs, ""));
        };
    }

    private int noteGaps(RecordBatch batch) {
        if (!(batch instanceof TradeBatch trades)) {
            return 0;
        }
        CountedTrades counted = CountedTrades.of(trades, _ -> true);
        Map<Series, IdLedger> now = new HashMap<>();
        counted.tell(series -> now.computeIfAbsent(series, this::nextLedger));
        ledgers.putAll(now);
        int opened = now.values().stream()
                .mapToInt(ledger -> ledger.changes().opened().size())
                .sum();
        return opened + counted.lostFrames().size();
    }

    private IdLedger nextLedger(Series series) {
        IdLedger before = ledgers.get(series);
        return before == null ? new IdLedger(IdLedger.NONE, List.of()) : new IdLedger(before.last(), before.holes());
    }
}
