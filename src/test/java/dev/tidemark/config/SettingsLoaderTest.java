package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.market.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("tidemark.yaml");
    }

    @Test
    void allFaultsComeAtOnceEachWithItsPlaceAndWhatIsAllowed() throws IOException {
        write("""
                http:
                  prot: 8081
                  max-feeds: many
                  cors-origins: {a: b}
                journal:
                  commit-delay: 5 parsecs
                  max-bytes: 3
                batch: [1, 2]
                exchanges:
                  krakn:
                    enabled: true
                  kraken:
                    enabled: perhaps
                    channels: [ticker, order-book]
                """);

        var faults = Fixtures.faults(file, Map.of("LOG_LEVEL", "loud", "TIDEMARK_HTP_PORT", "1"), Map.of("data", ""));

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        file + ":2:3: there is no key 'http.prot', did you mean 'http.port'?",
                        file + ":3:3: 'http.max-feeds': expected a whole number from 1 to 1000000, was 'many'",
                        file + ":4:3: 'http.cors-origins': expected a list of origins as in https://example.com, or *,"
                                + " was '{a: b}'",
                        file + ":6:3: 'journal.commit-delay': expected a duration from 0ms to 1s, was '5 parsecs'",
                        file + ":7:3: 'journal.max-bytes': expected a size from 1MB to 1024TB, was '3'",
                        file + ":8:8: expected keys below 'batch', was [1, 2]",
                        file + ":10:3: there is no key 'exchanges.krakn', did you mean 'exchanges.kraken'?",
                        file + ":13:5: 'exchanges.kraken.enabled': expected true or false, was 'perhaps'",
                        file
                                + ":14:5: 'exchanges.kraken.channels': expected a list of ticker, book-ticker, trades, each"
                                + " once, was '[ticker, order-book]'",
                        "variable LOG_LEVEL: 'log.level': expected one of debug, info, warn, error, was 'loud'",
                        "variable TIDEMARK_HTP_PORT: there is no such setting, did you mean TIDEMARK_HTTP_PORT?",
                        "option data: 'data': expected a path");
    }

    @Test
    void whatIsNotYamlIsAFaultWithItsLineAndTheOtherPlacesAreStillRead() throws IOException {
        write("http:\n  port: [8080\nlog: {}\n");

        var faults = Fixtures.faults(file, Map.of("BATCH_SIZE", "-1"), Map.of());

        assertThat(faults).hasSize(5).first().asString().startsWith(file + ":3:4: this is not YAML:");
    }

    @Test
    void aKeySetTwiceIsAFault() throws IOException {
        write("http:\n  port: 1\n  port: 2\n");

        assertThat(Fixtures.faults(file, Map.of(), Map.of()))
                .containsExactly(file + ":3:3: 'http.port' is set twice, first in line 2");
    }

    @Test
    void valuesThatDoNotGoTogetherAreFaults() {
        var faults = Fixtures.faults(
                null,
                Map.of("API_KEY", "same-secret", "BACKFILL_API_KEY", "same-secret"),
                Map.of(
                        "batch.ticks.records", "6000",
                        "journal.max-bytes", "64MB",
                        "postgres.embedded-port", "8080",
                        "cold.grace", "9m",
                        "cold.url", "file:/a",
                        "cold.copy-url", "file:/a",
                        "cold.copy-s3.access-key", "half-a-key",
                        "exchanges.binance.symbols", "[]"));

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "option batch.ticks.records: 'batch.ticks.records': expected no more than"
                                + " batch.ticks.max-records, which is 5000",
                        "option journal.max-bytes: 'journal.max-bytes': expected at least twice journal.segment-bytes,"
                                + " which is 64MB",
                        "option postgres.embedded-port: 'postgres.embedded-port': expected another port than http.port",
                        "option cold.copy-url: 'cold.copy-url': expected another place than the lake itself",
                        "option cold.copy-s3.access-key: 'cold.copy-s3.access-key': expected cold.copy-s3.secret-key"
                                + " with it",
                        "option cold.grace: 'cold.grace': expected no less than query.stream-timeout, which is 10m",
                        "option exchanges.binance.symbols: 'exchanges.binance.symbols': expected at least one symbol,"
                                + " since binance is enabled",
                        "variable API_KEY: 'keys.ingest': expected another key than keys.admin");
    }

    @Test
    void aSecretIsNeverRepeated() {
        var faults = Fixtures.faults(
                null, Map.of("API_KEY", "a secret with spaces", "DATABASE_URL", "mysql://u:hush@h/d"), Map.of());
        var loaded = Fixtures.loaded(
                Map.of("API_KEY", "hush-hush", "DATABASE_URL", "postgres://me:hush@db:5432/x?password=hush&a=b"),
                Map.of());

        assertThat(faults).hasSize(2).noneMatch(fault -> fault.contains("secret with") || fault.contains("hush"));
        assertThat(loaded.values()).noneMatch(value -> value.text().contains("hush"));
        assertThat(text(loaded, "keys.ingest")).isEqualTo("****");
        assertThat(text(loaded, "postgres.url")).isEqualTo("postgres://me:****@db:5432/x?password=****&a=b");
        assertThat(loaded.settings().postgres().url()).contains("me:hush@db");
    }

    @Test
    void theLaterPlaceWins() throws IOException {
        write("environment: test\nhttp: {port: 1, host: one, max-feeds: 1}\n");
        Files.writeString(folder.resolve("tidemark.test.yaml"), "http: {port: 2, host: two}\n");

        var loaded = Fixtures.loaded(file, Map.of("TIDEMARK_HTTP_PORT", "3"), Map.of());
        var withOption = Fixtures.loaded(file, Map.of("TIDEMARK_HTTP_PORT", "3"), Map.of("http.port", "4"));

        assertThat(loaded.settings().http().maxFeeds()).isEqualTo(1);
        assertThat(loaded.settings().http().host()).isEqualTo("two");
        assertThat(loaded.settings().http().port()).isEqualTo(3);
        assertThat(withOption.settings().http().port()).isEqualTo(4);
    }

    @Test
    void anEnvironmentWithoutAnOverlayIsSaidAndNoFault() throws IOException {
        write("");

        var loaded = Fixtures.loaded(file, Map.of("ENVIRONMENT", "production"), Map.of());

        assertThat(loaded.notices())
                .singleElement()
                .asString()
                .contains("there is no")
                .contains("tidemark.production.yaml");
    }

    @Test
    void theShortVariablesSetWhatTheyMean() {
        var settings = Fixtures.loaded(
                        Map.of(
                                "BATCH_SIZE", "250",
                                "BATCH_INTERVAL_MS", "50",
                                "WORKER_ID", "w1",
                                "LOG_LEVEL", "debug",
                                "DATABASE_URL", "postgresql://db/x",
                                "TIDEMARK_DATA", "/var/lib/tidemark",
                                "TIDEMARK_URL", "http://not-a-setting"),
                        Map.of())
                .settings();

        assertThat(batch(settings, Dataset.TICKS).records()).isEqualTo(250);
        assertThat(batch(settings, Dataset.TRADES).interval()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.workerId()).isEqualTo("w1");
        assertThat(settings.log().level()).isEqualTo("debug");
        assertThat(settings.postgres().url()).isEqualTo("postgresql://db/x");
        assertThat(settings.data()).isEqualTo(Path.of("/var/lib/tidemark"));
    }

    @Test
    void anEmptyVariableSetsNothing() {
        var settings = Fixtures.loaded(Map.of("DATABASE_URL", "", "BATCH_SIZE", " "), Map.of())
                .settings();

        assertThat(settings.postgres().url()).isNull();
        assertThat(batch(settings, Dataset.TICKS).records()).isEqualTo(100);
    }

    @Test
    void aSymbolWithoutAQuoteGetsTheUsualOneOfTheVenue() {
        var settings = Fixtures.loaded(Map.of("SYMBOLS", "btc, ETH-EUR,sol/usdt"), Map.of())
                .settings();

        assertThat(exchange(settings, "kraken").symbols()).containsExactly("BTC/USD", "ETH/EUR", "SOL/USDT");
        assertThat(exchange(settings, "binance").symbols()).containsExactly("BTC/USDT", "ETH/EUR", "SOL/USDT");
    }

    @Test
    void listsAndMapsAreWrittenWithCommasInVariables() {
        var settings = Fixtures.loaded(
                        Map.of(
                                "TIDEMARK_EXCHANGES_KRAKEN_V1_CHANNELS", "trades",
                                "TIDEMARK_EXCHANGES_KRAKEN_V1_QUOTE_ALIAS", "USDT:USD,BUSD:USD",
                                "TIDEMARK_EXCHANGES_KRAKEN_V1_SILENCE", "PT1M"),
                        Map.of())
                .settings();
        var kraken = exchange(settings, "kraken-v1");

        assertThat(kraken.channels()).isEqualTo(List.of(Channel.TRADES));
        assertThat(kraken.quoteAlias()).isEqualTo(Map.of("USDT", "USD", "BUSD", "USD"));
        assertThat(kraken.silence()).isEqualTo(Duration.ofMinutes(1));
    }

    private static BatchConfig batch(Settings settings, Dataset dataset) {
        return Objects.requireNonNull(settings.batch().get(dataset));
    }

    private static ExchangeConfig exchange(Settings settings, String source) {
        return Objects.requireNonNull(settings.exchanges().get(source));
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private static String text(Loading.Loaded loaded, String path) {
        return loaded.values().stream()
                .filter(value -> value.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
