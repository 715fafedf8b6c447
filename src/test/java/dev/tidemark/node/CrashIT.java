package dev.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.journal.Journal.Consumer;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.JournalFrame;
import dev.tidemark.journal.Positions;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.market.Dataset;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.BinanceFrames;
import dev.tidemark.testkit.Http;
import dev.tidemark.testkit.Sql;
import dev.tidemark.testkit.SyntheticRecording;
import dev.tidemark.testkit.TestPostgres;
import dev.tidemark.testkit.TidemarkProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise that everything else stands on, tried on the real process: SIGKILL at random moments while a venue sends
/// as fast as it can and a client posts, twenty times; then what was accepted is compared with what is stored.
///
/// `-Dseed=…` chooses the moments.
class CrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 20);
    private static final int TRADES = 40_000;

    private final long seed = Long.getLong("seed", 20_260_105L);
    private final String url = TestPostgres.shared().newDatabase();
    private final int port = TidemarkProcess.freePort();
    private final int venuePort = TidemarkProcess.freePort();

    /// A journal that dies before its first record is not there at the next start, so there may be more than one.
    private final Map<UUID, Set<Long>> journalToAcceptedTicks = new HashMap<>();

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void whatWasAcceptedIsStoredOnceHoweverOftenTheProcessIsKilled() throws Exception {
        Path recording = SyntheticRecording.write(directory.resolve("binance.ndjson.gz"), TRADES);
        var client = new IngestClient(port, 0);
        Thread posting = Thread.ofVirtual().unstarted(client);
        try (var venue = venue(recording)) {
            venue.awaitLine("ws://");
            posting.start();
            killAgainAndAgain();
            try (var last = tidemark()) {
                last.awaitLine("http://");
                client.finish();
                posting.join(Duration.ofSeconds(30));
                awaitAll();
                // Whole segments go once they are stored, but not the last one, and one holds all of a run.
                noteAcceptedTicks();
                assertThat(last.terminate(Duration.ofSeconds(15)))
                        .as("exit code; it said:%n%s", last.output())
                        .isZero();
            }
        }
        assertThat(posting.isAlive()).isFalse();
        try (var sql = new Sql(url)) {
            allTradesAreThereOnce(sql);
            ticksAreWhatTheJournalHeld(sql);
            everyTickWasSent(sql);
            everyPromiseToTheClientIsKept(sql, client);
        }
    }

    private void killAgainAndAgain() throws Exception {
        var random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            try (var tidemark = tidemark()) {
                tidemark.awaitLine("http://");
                tidemark.runFor(Duration.ofMillis(random.nextInt(1_500)));
                tidemark.kill();
            }
            noteAcceptedTicks();
        }
    }

    private void awaitAll() {
        var http = new Http(port);
        try (var sql = new Sql(url)) {
            Await.until(() -> sql.number("select count(*) from trades") == TRADES
                    && http.writer("ticks").getLong("pending") == 0
                    && http.status().getJsonArray("collectors").stream()
                            .map(JsonObject.class::cast)
                            .anyMatch(collector -> collector.getLong("messages") == 2L * TRADES + 1));
        }
    }

    private static void allTradesAreThereOnce(Sql sql) {
        assertThat(sql.texts("select symbol, count(*), count(distinct trade_id), min(trade_id::int8),"
                        + " max(trade_id::int8) from trade_feeds group by symbol"))
                .hasSize(BinanceFrames.symbols())
                .allSatisfy(row -> {
                    int each = TRADES / BinanceFrames.symbols();
                    assertThat(row).endsWith("|" + each + "|" + each + "|1|" + each);
                });
        assertThat(sql.texts("select * from gaps where filled is null")).isEmpty();
    }

    private void ticksAreWhatTheJournalHeld(Sql sql) {
        List<Long> stored = sql.texts("select ingest_id from ticks order by 1").stream()
                .map(Long::valueOf)
                .toList();
        assertThat(stored).hasSizeGreaterThan(TRADES).doesNotHaveDuplicates();
        Set<Long> accepted = new HashSet<>();
        // A copy of no segments is opened as a new journal, without records.
        journalToAcceptedTicks.values().removeIf(Set::isEmpty);
        journalToAcceptedTicks.forEach((journal, origins) -> {
            long number = sql.number("select number from journals where id = '" + journal + "'");
            origins.forEach(origin -> accepted.add(number << 54 | origin));
        });
        assertThat(new HashSet<>(stored).equals(accepted))
                .as("stored %d ticks, accepted %d, seed %d", stored.size(), accepted.size(), seed)
                .isTrue();
    }

    /// Adds the ticks that are durable in the journal of a process that is dead. Read from a copy without the
    /// checkpoint, so that reading changes nothing and nothing is taken for acknowledged.
    private void noteAcceptedTicks() throws Exception {
        Path copy = Files.createDirectories(directory.resolve("copy"));
        try (Stream<Path> files = Files.list(directory.resolve("data/journal"))) {
            for (Path segment :
                    files.filter(file -> file.toString().endsWith(".segment")).toList()) {
                copyIfThere(segment, copy);
            }
        }
        Vertx vertx = Vertx.vertx();
        try {
            var journal = Await.result(SegmentJournal.open(vertx, copy, JournalConfig.DEFAULT, InstantSource.system()));
            Set<Long> accepted = journalToAcceptedTicks.computeIfAbsent(journal.id(), ignored -> new HashSet<>());
            var reader = journal.reader(Consumer.WRITER, Dataset.TICKS, new Positions());
            while (!reader.isCaughtUp()) {
                for (JournalFrame frame : Await.result(reader.read(50_000))) {
                    for (int row = 0; row < frame.rows().size(); row++) {
                        accepted.add(frame.rows().origin(row));
                    }
                }
            }
            Await.result(journal.close());
        } finally {
            Await.result(vertx.close());
        }
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /// The last process lives: a segment of an earlier one, noted when that was killed, may go at any time.
    private static void copyIfThere(Path segment, Path to) throws IOException {
        try {
            Files.copy(segment, to.resolve(segment.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            assertThat(segment).doesNotExist();
        }
    }

    private static void everyTickWasSent(Sql sql) {
        Set<String> sent = new HashSet<>();
        for (int n = 0; n < TRADES; n++) {
            sent.add(BinanceFrames.symbol(n) + "|" + BinanceFrames.tradeId(n));
        }
        assertThat(sent)
                .containsAll(sql.texts("select distinct s.symbol, t.sequence from ticks t"
                        + " join series s using (series_id) where s.source = 'binance'"));
    }

    private static void everyPromiseToTheClientIsKept(Sql sql, IngestClient client) {
        List<Integer> stored =
                sql.texts("select (price - 1)::int from price_feeds where source = 'crash' order by 1").stream()
                        .map(Integer::valueOf)
                        .toList();
        assertThat(client.accepted()).hasSizeGreaterThan(KILLS * IngestClient.FEEDS);
        assertThat(stored).doesNotHaveDuplicates().containsAll(client.accepted());
        assertThat(stored.getLast()).isLessThan(client.sent());
        assertThat(stored.stream().filter(n -> n / IngestClient.FEEDS % 2 == 0).count())
                .as("requests with a key are there whole")
                .isEqualTo(client.accepted().stream()
                        .filter(n -> n / IngestClient.FEEDS % 2 == 0)
                        .count());
    }

    private TidemarkProcess venue(Path recording) {
        return TidemarkProcess.start(
                directory,
                Map.of(),
                List.of("replay", recording.toString(), "--port", String.valueOf(venuePort), "--speed", "max"));
    }

    private TidemarkProcess tidemark() {
        return TidemarkProcess.start(
                directory,
                Map.of(
                        "DATABASE_URL", url,
                        "TIDEMARK_EXCHANGES_BINANCE_URL", "ws://127.0.0.1:" + venuePort + "/stream",
                        "TIDEMARK_EXCHANGES_COINBASE_ENABLED", "false",
                        "TIDEMARK_EXCHANGES_KRAKEN_ENABLED", "false",
                        "TIDEMARK_HTTP_REQUESTS_PER_SECOND", "100000",
                        "BATCH_INTERVAL_MS", "200"),
                List.of("up", "--data", directory.resolve("data").toString(), "--port", String.valueOf(port)));
    }
}
