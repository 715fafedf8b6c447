package dev.tidemark.hot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotReader.FeedQuery;
import dev.tidemark.hot.HotReader.Keyset;
import dev.tidemark.hot.HotReader.SymbolListing;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.Feed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHotReaderIT {

    private static final Series BINANCE = Feed.series(Dataset.TICKS, "binance", "BTC/USDT");
    private static final Series KRAKEN = Feed.series(Dataset.TICKS, "kraken", "BTC/USDT");
    private static final Series TRADES = Feed.series(Dataset.TRADES, "kraken", "ETH/USD");
    private static final long FROM = Feed.NOON_US;
    private static final long TO = Feed.NOON_US + 3 * Feed.DAY_US;

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

    private static FeedQuery ticks(@Nullable String source, int limit, @Nullable Keyset after) {
        return new FeedQuery(Dataset.TICKS, "BTC/USDT", source, FROM, TO, limit, after);
    }

    private List<Long> times(FeedQuery query) {
        List<Long> times = new ArrayList<>();
        HotReader.Cursor cursor = Await.result(reader.open(query));
        for (var page = Await.result(cursor.next()); page.isPresent(); page = Await.result(cursor.next())) {
            for (int row = 0; row < page.get().size(); row++) {
                times.add(page.get().timeUs(row) - FROM);
            }
        }
        return times;
    }

    @Test
    void ticksComeByTimeFromAllSources() {
        write(Feed.ticks(BINANCE, FROM, 3));
        write(Feed.ticks(KRAKEN, FROM + 500, 2));
        write(Feed.ticks(BINANCE, FROM + Feed.DAY_US, 1));
        write(Feed.ticks(BINANCE, FROM - 1, 1));
        write(Feed.ticks(BINANCE, TO, 1));

        assertThat(times(ticks(null, 100, null))).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L, Feed.DAY_US);
        assertThat(times(ticks("kraken", 100, null))).containsExactly(500L, 1_500L);
        assertThat(times(ticks("nobody", 100, null))).isEmpty();
    }

    @Test
    void aPageContinuesBehindTheLastRowOfTheOneBefore() {
        var equal = new TickBatch(5);
        for (int i = 0; i < 5; i++) {
            equal.add(BINANCE, FROM, FROM, 100 + i);
        }
        write(equal);

        HotReader.Cursor first = Await.result(reader.open(ticks(null, 2, null)));
        var page = (TickBatch) Await.result(first.next()).orElseThrow();
        HotReader.Cursor second =
                Await.result(reader.open(ticks(null, 100, new Keyset(page.timeUs(1), page.origin(1)))));
        var rest = (TickBatch) Await.result(second.next()).orElseThrow();

        assertThat(page.price(1)).isEqualTo(101);
        assertThat(rest.size()).isEqualTo(3);
        assertThat(rest.price(0)).isEqualTo(102);
    }

    @Test
    void aTickComesBackAsItWentIn() {
        TickBatch ticks = Feed.ticks(BINANCE, FROM, 1);
        ticks.volume(0, 12.5);
        ticks.workerId(0, "w7");
        ticks.metadata(0, "{\"high_24h\": 5}".getBytes(StandardCharsets.UTF_8));
        write(ticks);

        var read = (TickBatch)
                Await.result(Await.result(reader.open(ticks(null, 1, null))).next())
                        .orElseThrow();

        assertThat(read.series(0)).isEqualTo(BINANCE);
        assertThat(read.receivedUs(0)).isEqualTo(FROM + 7);
        assertThat(List.of(read.price(0), read.bid(0), read.ask(0), read.bidSize(0), read.askSize(0), read.volume(0)))
                .containsExactly(100.0, 99.5, 100.5, 1.0, 2.0, 12.5);
        assertThat(read.sequence(0)).isZero();
        assertThat(read.workerId(0)).isEqualTo("w7");
        assertThat(new String(read.metadata(0), StandardCharsets.UTF_8)).isEqualTo("{\"high_24h\": 5}");
    }

    @Test
    void whatIsAbsentComesBackAbsent() {
        var ticks = new TickBatch(1);
        ticks.add(BINANCE, FROM, FROM, 1);
        write(ticks);

        var read = (TickBatch)
                Await.result(Await.result(reader.open(ticks(null, 1, null))).next())
                        .orElseThrow();

        assertThat(read.bid(0)).isNaN();
        assertThat(read.sequence(0)).isEqualTo(TickBatch.NO_SEQUENCE);
        assertThat(read.workerId(0)).isNull();
        assertThat(read.metadata(0)).isNull();
    }

    @Test
    void tradesComeByTimeAcrossDays() {
        var trades = new TradeBatch(3);
        trades.add(TRADES, FROM + Feed.DAY_US, FROM, "b", 2, 3, Side.SELL);
        trades.add(TRADES, FROM, FROM, "a", 1, 2, Side.BUY);
        write(trades);

        var query = new FeedQuery(Dataset.TRADES, "ETH/USD", null, FROM, TO, 10, null);
        var read = (TradeBatch)
                Await.result(Await.result(reader.open(query)).next()).orElseThrow();

        assertThat(List.of(read.tradeId(0), read.tradeId(1))).containsExactly("a", "b");
        assertThat(List.of(read.side(0), read.side(1))).containsExactly(Side.BUY, Side.SELL);
        assertThat(read.tradeSize(1)).isEqualTo(3);
    }

    @Test
    void aLongAnswerComesInPieces() {
        write(Feed.ticks(BINANCE, FROM, 4_000));

        assertThat(times(ticks(null, 3_500, null))).hasSize(3_500).isSorted();
    }

    @Test
    void aCursorThatIsClosedGivesItsConnectionBack() {
        write(Feed.ticks(BINANCE, FROM, 2_000));
        for (int i = 0; i < 20; i++) {
            HotReader.Cursor cursor = Await.result(reader.open(ticks(null, 2_000, null)));
            assertThat(Await.result(cursor.next())).isPresent();
            Await.result(cursor.close());
            Await.result(cursor.close());
            assertThat(Await.result(cursor.next())).isEqualTo(Optional.empty());
        }
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

        Map<String, HotReader.TableStats> tables = Await.result(reader.tables()).stream()
                .collect(Collectors.toMap(HotReader.TableStats::table, Function.identity()));

        assertThat(tables).containsOnlyKeys("ticks", "trades", "candles", "samples");
        assertRange(tables.get("ticks"), "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
        assertThat(tables.get("ticks").rows()).isBetween(500L, 3_000L);
        assertRange(tables.get("samples"), "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        assertRange(tables.get("candles"), "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
        assertThat(tables.get("trades").first()).isNull();
    }

    private static void assertRange(HotReader.TableStats table, String first, String last) {
        assertThat(table.bytes()).isPositive();
        assertThat(table.first()).hasToString(first);
        assertThat(table.last()).hasToString(last);
        assertThat(table.series()).isEqualTo(1);
    }
}
