package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.ColdConfig;
import dev.tidemark.cold.archive.ArchiveConfig;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.part.PartConfig;
import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.forward.ForwardConfig;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.backfill.BackfillConfig;
import dev.tidemark.history.sync.SyncConfig;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.http.HttpConfig;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.market.Dataset;
import dev.tidemark.query.QueryConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pins every key and every default: changing one is a change for everybody who runs Tidemark, so it is made here too.
class PinnedDefaultsTest {

    private static final List<String> EXCHANGE_KEYS =
            List.of("enabled", "url", "symbols", "channels", "quote-alias", "silence", "max-in-flight");

    private static final String DEFAULTS = """
            environment = null
            worker-id = null
            data = ./data
            log.level = info
            log.format = auto
            http.host = 127.0.0.1
            http.port = 8080
            http.max-body-bytes = 8MB
            http.max-feeds = 50000
            http.requests-per-second = 100
            http.cors-origins = []
            postgres.url = null
            postgres.pool-size = 10
            postgres.query-pool-size = 6
            postgres.connect-timeout = 5s
            postgres.statement-timeout = 30s
            postgres.embedded-port = 5433
            journal.max-bytes = 2GB
            journal.segment-bytes = 64MB
            journal.commit-records = 1000
            journal.commit-delay = 5ms
            batch.ticks.records = 100
            batch.ticks.interval = 5s
            batch.ticks.max-records = 5000
            batch.ticks.concurrency = 5
            batch.trades.records = 100
            batch.trades.interval = 5s
            batch.trades.max-records = 5000
            batch.trades.concurrency = 5
            batch.candles.records = 100
            batch.candles.interval = 5s
            batch.candles.max-records = 5000
            batch.candles.concurrency = 5
            batch.samples.records = 100
            batch.samples.interval = 5s
            batch.samples.max-records = 5000
            batch.samples.concurrency = 5
            hot.max-series = 100000
            hot.partitions-ahead = 3
            hot.max-partitions-per-minute = 400
            hot.days.samples = 20
            hot.days.ticks = 7
            hot.days.trades = 7
            hot.max-bytes = 10GB
            cold.url = null
            cold.s3.endpoint = null
            cold.s3.account-id = null
            cold.s3.bucket = data-lake
            cold.s3.region = null
            cold.s3.access-key = null
            cold.s3.secret-key = null
            cold.s3.part-bytes = 16MB
            cold.s3.concurrency = 64
            cold.s3.timeout = 30s
            cold.copy-url = null
            cold.copy-s3.endpoint = null
            cold.copy-s3.account-id = null
            cold.copy-s3.region = null
            cold.copy-s3.access-key = null
            cold.copy-s3.secret-key = null
            cold.compression = zstd
            cold.grace = 1h
            cold.archive.at = 02:00
            cold.archive.quiet = 24h
            cold.archive.parallel = 2
            cold.late.rows = 10000
            cold.late.age = 1d
            cold.parts.enabled = true
            cold.parts.interval = 5m
            cold.parts.records = 50000
            cold.parts.days = 7
            cold.compact.enabled = true
            cold.compact.after = 3d
            cold.drop-compacted-days = false
            backfill.parallel-days = 2
            backfill.tries = 6
            backfill.max-samples = 8000000
            backfill.schedule.at = 04:00
            backfill.schedule.days = 30
            backfill.schedule.below-percent = 90
            backfill.schedule.again = 7d
            query.timeout = 30s
            query.stream-timeout = 10m
            query.max-range-days = 366
            query.max-points = 100
            query.read-ahead = 64
            query.cache = true
            query.cache-bytes = 32MB
            forward.url = null
            forward.key = null
            buildings.api.base = https://flightdeck.aceiot.cloud/api
            buildings.api.key = null
            buildings.api.page-size = 50000
            buildings.api.list-size = 500
            buildings.api.requests-per-second = 10
            buildings.api.timeout = 30s
            buildings.api.tries = 6
            buildings.sites = []
            buildings.points = all
            buildings.sync.interval = 5m
            buildings.sync.first = 1d
            buildings.sync.lateness = 1h
            buildings.sync.points-every = 6h
            keys.ingest = null
            keys.admin = null""";

    private final Loading.Loaded loaded = Fixtures.loaded(Map.of(), Map.of());

    @Test
    void everyKeyOutsideTheExchangesHasItsDefault() {
        var found = loaded.values().stream()
                .filter(value -> !value.path().startsWith("exchanges."))
                .map(value -> value.path() + " = " + value.text());

        assertThat(found).containsExactlyElementsOf(DEFAULTS.lines().toList());
    }

    @Test
    void theDefaultsOfTheRecordsAreThoseOfTheFile() {
        Settings settings = loaded.settings();

        assertThat(settings.environment()).isNull();
        assertThat(settings.workerId()).isNull();
        assertThat(settings.data()).isEqualTo(Path.of("./data"));
        assertThat(settings.log()).isEqualTo(new Settings.LogConfig("info", "auto"));
        assertThat(settings.http()).isEqualTo(HttpConfig.DEFAULT);
        assertThat(settings.postgres()).isEqualTo(PostgresConfig.DEFAULT);
        assertThat(settings.journal()).isEqualTo(JournalConfig.DEFAULT);
        assertThat(settings.batch())
                .containsOnlyKeys(Dataset.values())
                .allSatisfy((_, batch) -> assertThat(batch).isEqualTo(BatchConfig.DEFAULT));
        assertThat(settings.hot()).isEqualTo(HotConfig.DEFAULT);
        assertThat(settings.forward()).isEqualTo(ForwardConfig.OFF);
        assertThat(settings.cold()).isEqualTo(ColdConfig.DEFAULT);
        assertThat(settings.archive()).isEqualTo(ArchiveConfig.DEFAULT);
        assertThat(settings.backfill()).isEqualTo(BackfillConfig.DEFAULT);
        assertThat(settings.parts()).isEqualTo(PartConfig.DEFAULT);
        assertThat(settings.query()).isEqualTo(QueryConfig.DEFAULT);
        assertThat(settings.compact()).isEqualTo(CompactConfig.DEFAULT);
        assertThat(settings.buildings().sync()).isEqualTo(SyncConfig.of(List.of()));
        assertThat(settings.buildings().ace())
                .isEqualTo(AceConfig.of(URI.create("https://flightdeck.aceiot.cloud/api"), ""));
        assertThat(settings.keys()).isEqualTo(new Settings.KeyConfig(null, null));
    }

    @Test
    void theExchangesHaveTheirDefaults() {
        var exchanges = loaded.settings().exchanges();

        assertThat(exchanges.keySet())
                .containsExactly("coinbase", "coinbase-advanced", "binance", "binance-us", "kraken", "kraken-v1");
        assertThat(exchanges.get("coinbase")).isEqualTo(inDollars(true));
        assertThat(exchanges.get("coinbase-advanced")).isEqualTo(inDollars(false));
        assertThat(exchanges.get("binance")).isEqualTo(inTether(true));
        assertThat(exchanges.get("binance-us")).isEqualTo(inTether(false));
        assertThat(exchanges.get("kraken")).isEqualTo(inDollars(true));
        assertThat(exchanges.get("kraken-v1")).isEqualTo(inDollars(false));
    }

    @Test
    void everyExchangeHasTheSameKeys() {
        for (String source : loaded.settings().exchanges().keySet()) {
            String under = "exchanges." + source + ".";
            var keys = loaded.values().stream()
                    .map(Loading.Effective::path)
                    .filter(path -> path.startsWith(under))
                    .map(path -> path.substring(under.length()));

            assertThat(keys).containsExactlyElementsOf(EXCHANGE_KEYS);
        }
    }

    @Test
    void noTwoKeysShareAVariable() {
        var seen = new HashSet<String>();

        assertThat(SettingsLoader.builtInTable().keys()).allMatch(key -> seen.add(key.variable()));
    }

    private static ExchangeConfig inDollars(boolean isEnabled) {
        return exchange(isEnabled, "USD", Channel.TICKER);
    }

    private static ExchangeConfig inTether(boolean isEnabled) {
        return exchange(isEnabled, "USDT", Channel.BOOK_TICKER);
    }

    private static ExchangeConfig exchange(boolean isEnabled, String quote, Channel quotes) {
        var symbols = List.of("BTC/" + quote, "ETH/" + quote, "XRP/" + quote, "ADA/" + quote, "SOL/" + quote);
        return new ExchangeConfig(isEnabled, null, symbols, List.of(quotes, Channel.TRADES), Map.of(), null, 20_000);
    }
}
