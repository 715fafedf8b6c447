package dev.tidemark.history.sync;

import dev.tidemark.bus.Bus;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.ace.AceSource;
import dev.tidemark.hot.WriterVerticle;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.BatcherVerticle;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.journal.segment.SegmentJournal;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.TimeRange;
import dev.tidemark.simulation.SimulatedBuildings;
import dev.tidemark.simulation.SimulatedOptions;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A simulated API, a journal on disk, a database, and between them a sync that can be killed and started anew. Time
/// goes on only when it is told to.
final class SyncWorld implements AutoCloseable {

    static final Instant START = Instant.parse("2026-08-07T00:00:00Z");

    final HotDatabase hot = new HotDatabase();
    final SimulatedBuildings server;
    final SegmentJournal journal;
    final SourceCounters counters = new SourceCounters();
    private final BatcherVerticle batcher;
    private final UnaryOperator<SyncConfig> config;
    private volatile Instant now = START;
    private final InstantSource clock = () -> now;
    private final int pageSize = 1_000;
    private Vertx syncVertx = Vertx.vertx();
    private Context context = syncVertx.getOrCreateContext();
    private BuildingSync sync;

    SyncWorld(Path folder, UnaryOperator<SimulatedOptions> options, UnaryOperator<SyncConfig> config) {
        this.config = config;
        Bus.install(hot.vertx);
        server = Await.result(SimulatedBuildings.start(hot.vertx, options.apply(SimulatedOptions.of(3, 100, clock))));
        server.faults().retryAfter(0);
        journal = Await.result(SegmentJournal.open(hot.vertx, folder, JournalConfig.DEFAULT, InstantSource.system()));
        batcher = new BatcherVerticle(
                journal,
                Dataset.SAMPLES,
                new BatchConfig(5_000, Duration.ofMillis(50), 10_000, 2),
                InstantSource.system());
        Await.result(hot.vertx.deployVerticle(
                new WriterVerticle(hot.database.hotStore(), Dataset.SAMPLES, InstantSource.system())));
        Await.result(hot.vertx.deployVerticle(batcher));
        sync = start(journal);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    Future<Void> run() {
        return on(() -> sync.run());
    }

    /// Ends the sync in the middle of whatever it does, and starts another, which knows what the database knows.
    void kill() {
        Await.result(syncVertx.close());
        syncVertx = Vertx.vertx();
        context = syncVertx.getOrCreateContext();
        sync = start(journal);
    }

    List<SiteStats> stats() {
        return sync.stats();
    }

    SiteStats stats(String site) {
        return stats().stream()
                .filter(stats -> stats.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    /// Stores what is in the journal.
    void flush() {
        Await.result(batcher.flush());
    }

    /// `point@microseconds=value` of everything that is stored of a site.
    List<String> stored(String site) {
        flush();
        var rows = new ArrayList<String>();
        try (Statement statement = hot.sql.connection().createStatement();
                ResultSet found = statement.executeQuery(
                        "select point_name, \"timestamp\" * 1000, value from timeseries where site_name = '" + site
                                + "'")) {
            while (found.next()) {
                rows.add(found.getString(1) + "@" + found.getLong(2) + "=" + found.getDouble(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /// The same of what the API has from a time on.
    List<String> held(String site, Instant from) {
        var range = new TimeRange(us(from), us(now));
        SampleBatch rows = server.history().stored(site, range, us(now));
        return HotDatabase.texts(rows);
    }

    @Override
    public void close() {
        Await.result(on(() -> sync.stop()));
        Await.result(syncVertx.close());
        Await.result(server.close());
        hot.close();
    }

    private BuildingSync start(SegmentJournal into) {
        SyncConfig ofSync = config.apply(SyncConfig.of(server.history().sites()));
        var ace = AceConfig.of(server.address(), "")
                .withWaits(Duration.ofMillis(1), Duration.ofSeconds(1))
                .withRate(1_000)
                .withSizes(pageSize, 500)
                .withConfiguredOnly(ofSync.isConfiguredOnly());
        var source = new AceSource(syncVertx, ace, clock, counters);
        var parts = new SyncParts(syncVertx, source, counters, into, hot.database.siteLedger(), clock);
        return new BuildingSync(parts, ofSync);
    }

    private Future<Void> on(Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> work.get().onComplete(done));
        return done.future();
    }

    static long us(Instant time) {
        return time.toEpochMilli() * 1_000;
    }
}
