package dev.tidemark.hot.postgres.lake;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.Sql;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Commits rows as the writer does, lane by lane in order, but with lanes at odds with one another.
public final class LaneWriter {

    private static final String[] SYMBOLS = {"BTC/USD", "ETH/USD", "ADA/USD"};
    private static final String[] SOURCES = {"binance", "coinbase", "kraken"};

    private final LakeFixture lake;
    private final Dataset dataset;
    private final Random random;
    private final List<Lane> lanes = new ArrayList<>();

    /// Frames of one series of one journal that wait to be committed.
    private record Lane(int journal, int number, int seriesId, Deque<Frame> frames) {}

    private record Frame(long sequence, int rows) {}

    /// A transaction that has inserted and not committed.
    final class Open implements AutoCloseable {

        private final Sql sql = new Sql(lake.url);

        Open() {
            sql.run("begin");
            Lane lane = lanes.getFirst();
            store(sql, lane, lane.frames().removeFirst());
        }

        void commit() {
            sql.run("commit");
        }

        @Override
        public void close() {
            sql.close();
        }
    }

    public LaneWriter(LakeFixture lake, Dataset dataset, Random random) {
        this.lake = lake;
        this.dataset = dataset;
        this.random = random;
        for (String source : SOURCES) {
            for (String symbol : SYMBOLS) {
                var series = new Series(dataset, source, symbol);
                lake.sql.run("insert into series (dataset, source, symbol) values ('%s', '%s', '%s')"
                        .formatted(dataset.label(), source, symbol));
                int id = (int) lake.sql.number("select max(series_id) from series");
                for (int journal = 1; journal <= 2; journal++) {
                    lanes.add(new Lane(journal, series.lane(), id, new ArrayDeque<>()));
                }
            }
        }
        fill();
    }

    Open begin() {
        return new Open();
    }

    public void commitSomewhere() {
        Lane lane = lanes.get(random.nextInt(lanes.size()));
        int frames = 1 + random.nextInt(4);
        for (int i = 0; i < frames && !lane.frames().isEmpty(); i++) {
            store(lake.sql, lane, lane.frames().removeFirst());
        }
    }

    public void commitAll() {
        for (Lane lane : lanes) {
            while (!lane.frames().isEmpty()) {
                store(lake.sql, lane, lane.frames().removeFirst());
            }
        }
    }

    private void fill() {
        long[] sequences = {0, 0, 0};
        for (int i = 0; i < 300; i++) {
            Lane lane = lanes.get(random.nextInt(lanes.size()));
            sequences[lane.journal()] += 1 + random.nextInt(3_000);
            lane.frames().add(new Frame(sequences[lane.journal()], 1 + random.nextInt(12)));
        }
        lanes.getFirst().frames().add(new Frame(sequences[1] + 1, 3));
        // Two series may share a lane, whose frames then come in the order of their sequences.
        lanes.removeIf(lane -> lanes.stream()
                .anyMatch(other -> other.journal() == lane.journal()
                        && other.number() == lane.number()
                        && other.seriesId() < lane.seriesId()));
    }

    private void store(Sql sql, Lane lane, Frame frame) {
        long first = ((long) lane.journal() << 54) + (frame.sequence() << 12);
        String day = random.nextInt(5) == 0 ? "2026-03-03 23:59:00+00" : "2026-03-04 00:00:00+00";
        String time = "'" + day + "'::timestamptz + i * interval '7 ms' + " + random.nextInt(50) + " * interval '1 s'";
        String rows = " from generate_series(0, " + (frame.rows() - 1) + ") i";
        sql.run(
                "with moved as (update journal_positions set sequence = %d, index = %d where journal = %d and dataset = '%s' and lane = %d) "
                                .formatted(
                                        frame.sequence(), frame.rows(), lane.journal(), dataset.label(), lane.number())
                        + (dataset == Dataset.TICKS
                                ? "insert into ticks (series_id, time, received, price, ingest_id) select "
                                        + lane.seriesId() + ", " + time + ", now(), 1 + i, " + first + " + i" + rows
                                : "insert into trades (series_id, day, trade_id, time, received, price, size, side, ingest_id) select "
                                        + lane.seriesId() + ", date '" + day.substring(0, 10) + "', '" + first
                                        + "-' || i, " + time
                                        + ", now(), 1, 1, 1, " + first + " + i" + rows));
    }
}
