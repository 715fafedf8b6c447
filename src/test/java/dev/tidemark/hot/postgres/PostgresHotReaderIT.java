package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotReader.SymbolListing;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
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

    private static void assertRange(HotReader.TableStats table, String first, String last) {
        assertThat(table.bytes()).isPositive();
        assertThat(table.first()).hasToString(first);
        assertThat(table.last()).hasToString(last);
        assertThat(table.series()).isEqualTo(1);
    }
}
