package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotReader.SymbolListing;
import dev.tidemark.hot.RowCounts;
import dev.tidemark.hot.RowCounts.SourceRows;
import dev.tidemark.hot.RowCounts.SymbolRows;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHotReaderIT {

    private static final Series BINANCE = Feed.series(Dataset.TICKS, "binance", "BTC/USDT");
    private static final Series KRAKEN = Feed.series(Dataset.TICKS, "kraken", "BTC/USDT");
    private static final long FROM = Feed.NOON_US;

    private final Feed feed = new Feed();
    private HotStoreFixture fixture;
    private HotReader reader;

    @BeforeEach
    void open() {
        fixture = new HotStoreFixture();
        reader = fixture.database.reader();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void write(RecordBatch rows) {
        Await.result(fixture.database.hotStore().write(feed.next(rows)));
    }

    @Test
    void symbolsHaveTheirSourcesAndDatasets() {
        write(Feed.ticks(KRAKEN, FROM, 1));
        write(Feed.ticks(BINANCE, FROM, 1));
        write(Feed.trades(Feed.series(Dataset.TRADES, "binance", "BTC/USDT"), 1));

        assertThat(Await.result(reader.symbols()))
                .containsExactly(
                        new SymbolListing("BTC/USDT", List.of("binance", "kraken"), List.of("ticks", "trades")));
    }

    @Test
    void tablesHaveTheirSizeAndRange() {
        write(Feed.ticks(BINANCE, FROM, 1_000));
        write(Feed.ticks(BINANCE, FROM + Feed.DAY_US, 10));

        write(Feed.samples(Feed.series(Dataset.SAMPLES, "north", "temp"), FROM, 10));
        write(Feed.candles(Feed.series(Dataset.CANDLES, "binance", "BTC/USDT"), FROM, 300));

        List<HotReader.TableStats> tables = Await.result(reader.tables());

        assertThat(tables)
                .extracting(HotReader.TableStats::table)
                .containsExactly("candles", "samples", "ticks", "trades");
        assertRange(tables.get(0), "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
        assertRange(tables.get(1), "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        assertRange(tables.get(2), "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
        assertThat(tables.get(2).rows()).isBetween(500L, 3_000L);
        assertThat(tables.get(3).first()).isNull();
    }

    @Test
    void rowsAreCountedBySourceAndOfLateBySymbol() {
        Series trades = Feed.series(Dataset.TRADES, "binance", "BTC/USDT");
        write(Feed.ticks(BINANCE, FROM, 30));
        write(Feed.ticks(Feed.series(Dataset.TICKS, "binance", "ETH/USDT"), FROM, 5));
        write(Feed.ticks(KRAKEN, FROM - Feed.DAY_US, 20));
        write(Feed.trades(trades, 1, 2, 3));
        write(Feed.samples(Feed.series(Dataset.SAMPLES, "north", "temp"), FROM, 10));
        write(Feed.candles(Feed.series(Dataset.CANDLES, "binance", "BTC/USDT"), FROM, 7));
        fixture.sql.run(
                "insert into late_trades select nextval('late_id'), now(), series_id, day, 'late', time, received,"
                        + " price, size, side, ingest_id from trades where trade_id = '1'");

        RowCounts counts = Await.result(reader.counts(Instant.parse("2026-03-01T00:00:00Z")));

        assertThat(counts.bySource())
                .containsExactly(
                        new SourceRows("candles", "binance", 7),
                        new SourceRows("samples", "north", 10),
                        new SourceRows("ticks", "binance", 35),
                        new SourceRows("ticks", "kraken", 20),
                        new SourceRows("trades", "binance", 4));
        assertThat(counts.recent())
                .containsExactly(
                        new SymbolRows("ticks", "binance", "BTC/USDT", 30),
                        new SymbolRows("ticks", "binance", "ETH/USDT", 5),
                        new SymbolRows("trades", "binance", "BTC/USDT", 4));
    }

    @Test
    void candlesStandInTheViewsByTheirNames() {
        write(Feed.candles(Feed.series(Dataset.CANDLES, "coinbase", "BTC/USD"), FROM, 2));
        write(Feed.candles(Feed.series(Dataset.CANDLES, "tidemark:coinbase", "BTC/USD"), FROM, 3));

        assertThat(fixture.sql.texts(
                        "select symbol, \"timestamp\", timeframe, source, count(*) over (partition by source)"
                                + " from price_data order by source, 2 limit 1"))
                .containsExactly("BTC-USD|" + FROM / 1_000_000 + "|5m|coinbase|2");
        assertThat(fixture.sql.texts("select symbol, source, count(*), min(time) from candles_5m group by 1, 2"))
                .containsExactly("BTC/USD|tidemark:coinbase|3|2026-03-01 12:00:00+00");
        for (String view : List.of("candles_15m", "candles_1h", "candles_4h", "candles_12h")) {
            assertThat(fixture.sql.number("select count(*) from " + view))
                    .as(view)
                    .isZero();
        }
    }

    private static void assertRange(HotReader.TableStats table, String first, String last) {
        assertThat(table.bytes()).isPositive();
        assertThat(table.first()).hasToString(first);
        assertThat(table.last()).hasToString(last);
        assertThat(table.series()).isEqualTo(1);
    }
}
