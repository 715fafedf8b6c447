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
import dev.tidemark.market.TimeRange;
import dev.tidemark.simulation.SimulatedBuildings;
import dev.tidemark.simulation.SimulatedOptions;
import dev.tidemark.testkit.Await;
import dev.tidemark.testkit.HotDatabase;
import dev.tidemark.testkit.SampleComparison;
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
public final class SyncWorld implements AutoCloseable {

    private static final int FETCH_ROWS = 10_000;
    private static final String STORED = """
        select point_name, "timestamp" * 1000, value from timeseries where site_name = '%s'
         order by point_name collate "C", time\
        """;

    static final Instant START = Instant.parse("2026-08-07T00:00:00Z");

    final HotDatabase hot;
    public final SimulatedBuildings server;
    public final SegmentJournal journal;
    final SourceCounters counters = new SourceCounters();
    private final BatcherVerticle batcher;
    private final Shape shape;
    private volatile Instant now;
    private final InstantSource clock = () -> now;
    private Vertx syncVertx = Vertx.vertx();
    private Context context = syncVertx.getOrCreateContext();
    private BuildingSync sync;

    /// What is simulated, and how it is read.
    ///
    /// @param points of each of three sites
    /// @param pageSize samples that are asked for at once
    /// @param start when the clock stands still first
    public record Shape(
            int points,
            int pageSize,
            Instant start,
            UnaryOperator<SimulatedOptions> options,
            UnaryOperator<SyncConfig> config) {

        static Shape small(UnaryOperator<SimulatedOptions> options, UnaryOperator<SyncConfig> config) {
            return new Shape(100, 1_000, START, options, config);
        }
    }

    SyncWorld(Path folder, UnaryOperator<SimulatedOptions> options, UnaryOperator<SyncConfig> config) {
        this(new HotDatabase(), folder, Shape.small(options, config));
    }

    /// @param hot closed with this world
    /// @param folder of the journal
    public SyncWorld(HotDatabase hot, Path folder, Shape shape) {
        this.hot = hot;
        this.shape = shape;
        this.now = shape.start();
        Bus.install(hot.vertx);
        var options = shape.options().apply(SimulatedOptions.of(3, shape.points(), clock));
        server = Await.result(SimulatedBuildings.start(hot.vertx, options));
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

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    public Future<Void> run() {
        return on(() -> sync.run());
    }

    /// Ends the sync in the middle of whatever it does, and starts another, which knows what the database knows.
    void kill() {
        Await.result(syncVertx.close());
        syncVertx = Vertx.vertx();
        context = syncVertx.getOrCreateContext();
        sync = start(journal);
    }

    public List<SiteStats> stats() {
        return sync.stats();
    }

    public SiteStats stats(String site) {
        return stats().stream()
                .filter(stats -> stats.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    /// Stores what is in the journal.
    public void flush() {
        Await.result(batcher.flush());
    }

    /// `point@microseconds=value` of everything that is stored of a site.
    List<String> stored(String site) {
        flush();
        var rows = new ArrayList<String>();
        try (Statement statement = hot.sql.connection().createStatement();
                ResultSet found = statement.executeQuery(STORED.formatted(site))) {
            while (found.next()) {
                rows.add(found.getString(1) + "@" + found.getLong(2) + "=" + found.getDouble(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /// Compares what is stored of a site with what the API has from a time on.
    public SampleComparison.Result compare(String site, Instant from) {
        flush();
        var range = new TimeRange(us(from), us(now));
        var comparison = new SampleComparison(server.history().stored(site, range, us(now)));
        try (var sql = hot.connect();
                Statement statement = sql.connection().createStatement()) {
            sql.connection().setAutoCommit(false);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet found = statement.executeQuery(STORED.formatted(site))) {
                while (found.next()) {
                    comparison.add(found.getString(1), found.getLong(2), found.getDouble(3));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return comparison.end();
    }

    @Override
    public void close() {
        Await.result(on(() -> sync.stop()));
        Await.result(syncVertx.close());
        Await.result(server.close());
        hot.close();
    }

    private BuildingSync start(SegmentJournal into) {
        SyncConfig ofSync = shape.config().apply(SyncConfig.of(server.history().sites()));
        var ace = AceConfig.of(server.address(), "")
                .withWaits(Duration.ofMillis(1), Duration.ofSeconds(1))
                .withRate(1_000)
                .withSizes(shape.pageSize(), 500)
                .withConfiguredOnly(ofSync.isConfiguredOnly());
        var source = new AceSource(syncVertx, ace, clock, counters);
        var parts = new SyncParts(
                syncVertx, source, counters, into, hot.database.siteLedger(), hot.database.knownPoints(), clock);
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
