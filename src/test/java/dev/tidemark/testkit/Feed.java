package dev.tidemark.testkit;

import dev.tidemark.journal.Position;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.WriteBatch;
import dev.tidemark.journal.WriteBatch.Move;
import dev.tidemark.market.CandleBatch;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.TradeBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// A journal that only counts: gives rows their origins and batches their moves, as a batcher would.
public final class Feed {

    /// 2026-03-01 12:00 UTC.
    public static final long NOON_US = 1_772_366_400_000_000L;

    public static final long DAY_US = 86_400_000_000L;

    private final UUID journal = UUID.randomUUID();
    private final Positions positions = new Positions();
    private long sequence;

    public UUID journal() {
        return journal;
    }

    public static Series series(Dataset dataset, String source, String symbol) {
        return new Series(dataset, source, symbol);
    }

    /// Trades of one series at noon, one microsecond apart, counted by their venue.
    public static TradeBatch trades(Series series, long... ids) {
        var batch = new TradeBatch(ids.length);
        for (long id : ids) {
            int row = batch.add(series, NOON_US + id, NOON_US + id + 5, Long.toString(id), 100.5, 0.25, Side.BUY);
            batch.counted(row);
        }
        return batch;
    }

    /// Ticks of one series from a time on, one millisecond apart, with the shape of a book ticker.
    public static TickBatch ticks(Series series, long fromUs, int count) {
        var batch = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            int row = batch.add(series, fromUs + i * 1_000L, fromUs + i * 1_000L + 7, 100 + i);
            batch.quote(row, 99.5 + i, 100.5 + i, 1, 2);
            batch.sequence(row, i);
        }
        return batch;
    }

    /// Samples of one point from a time on, one second apart.
    public static SampleBatch samples(Series series, long fromUs, int count) {
        var batch = new SampleBatch(count);
        for (int i = 0; i < count; i++) {
            batch.add(series, fromUs + i * 1_000_000L, 20 + i / 8.0);
        }
        return batch;
    }

    /// Candles of five minutes from a time on.
    public static CandleBatch candles(Series series, long fromUs, int count) {
        var batch = new CandleBatch(count);
        for (int i = 0; i < count; i++) {
            var prices = new CandleBatch.Prices(100 + i, 102 + i, 99 + i, 101 + i);
            int row = batch.add(series, Timeframe.M5, fromUs + i * 300_000_000L, prices);
            batch.volumes(row, 10 + i, Double.NaN);
        }
        return batch;
    }

    /// The next batch: the rows of each lane are one frame.
    public WriteBatch next(RecordBatch rows) {
        var lanes = new TreeSet<Integer>();
        for (int row = 0; row < rows.size(); row++) {
            lanes.add(rows.series(row).lane());
        }
        if (rows instanceof TradeBatch trades) {
            trades.marks().forEach(mark -> lanes.add(mark.series().lane()));
        }
        List<Move> moves = new ArrayList<>();
        for (int lane : lanes) {
            moves.addAll(framesOf(rows, lane));
        }
        return new WriteBatch(journal, rows, moves);
    }

    private List<Move> framesOf(RecordBatch rows, int lane) {
        Position from = positions.get(lane);
        sequence++;
        int index = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.series(row).lane() == lane) {
                if (index == Position.MAX_ROWS) {
                    sequence++;
                    index = 0;
                }
                rows.origin(row, Position.origin(sequence, index++));
            }
        }
        var to = new Position(sequence, Math.max(index, 1));
        positions.set(lane, to);
        return List.of(new Move(lane, from, to));
    }
}
