package dev.tidemark.http.answer;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.cursor.RowOrder;
import dev.tidemark.http.format.CellSink;
import dev.tidemark.http.format.Column;
import dev.tidemark.http.format.Column.Kind;
import dev.tidemark.http.format.Page;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.util.List;
import java.util.Locale;

/// The columns of rows as they are, and how they are filled.
enum Layout {
    TICKS(
            new Column("time", Kind.TIME),
            new Column("received", Kind.TIME),
            new Column("source", Kind.TEXT),
            new Column("price", Kind.NUMBER),
            new Column("bid", Kind.NUMBER),
            new Column("ask", Kind.NUMBER),
            new Column("volume", Kind.NUMBER),
            new Column("metadata", Kind.JSON)) {
        @Override
        void write(CellSink cells, RecordBatch rows, int row) {
            var ticks = (TickBatch) rows;
            cells.time(ticks.timeUs(row));
            cells.time(ticks.receivedUs(row));
            cells.text(ticks.series(row).source());
            cells.number(ticks.price(row));
            cells.number(ticks.bid(row));
            cells.number(ticks.ask(row));
            cells.number(ticks.volume(row));
            cells.json(ticks.metadata(row));
        }
    },
    TRADES(
            new Column("time", Kind.TIME),
            new Column("source", Kind.TEXT),
            new Column("trade_id", Kind.TEXT),
            new Column("price", Kind.NUMBER),
            new Column("size", Kind.NUMBER),
            new Column("side", Kind.TEXT)) {
        @Override
        void write(CellSink cells, RecordBatch rows, int row) {
            var trades = (TradeBatch) rows;
            Side side = trades.side(row);
            cells.time(trades.timeUs(row));
            cells.text(trades.series(row).source());
            cells.text(trades.tradeId(row));
            cells.number(trades.price(row));
            cells.number(trades.tradeSize(row));
            cells.text(side == Side.UNKNOWN ? null : SIDES[side.ordinal()]);
        }
    },
    SAMPLES(
            new Column("point_name", Kind.TEXT),
            new Column("timestamp", Kind.TIME_MS),
            new Column("value", Kind.NUMBER)) {
        @Override
        void write(CellSink cells, RecordBatch rows, int row) {
            var samples = (SampleBatch) rows;
            cells.text(samples.series(row).symbol());
            cells.time(samples.timeUs(row));
            cells.number(samples.value(row));
        }
    };

    private static final String[] SIDES = sides();

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Column> columns;

    Layout(Column... columns) {
        this.columns = List.of(columns);
    }

    static Layout of(Dataset dataset) {
        return switch (dataset) {
            case TICKS -> TICKS;
            case TRADES -> TRADES;
            case SAMPLES -> SAMPLES;
            case CANDLES -> throw new IllegalArgumentException("Expected samples, ticks or trades, was candles");
        };
    }

    List<Column> columns() {
        return columns;
    }

    Page page(RecordBatch rows) {
        return new Rows(this, rows);
    }

    abstract void write(CellSink cells, RecordBatch rows, int row);

    private static String[] sides() {
        var names = new String[Side.values().length];
        for (Side side : Side.values()) {
            names[side.ordinal()] = side.name().toLowerCase(Locale.ROOT);
        }
        return names;
    }

    private record Rows(Layout layout, RecordBatch rows) implements Page {

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public void write(CellSink cells, int row) {
            layout.write(cells, rows, row);
        }

        @Override
        public RowKey key(int row) {
            return RowOrder.of(rows.dataset()).key(rows, row);
        }
    }
}
