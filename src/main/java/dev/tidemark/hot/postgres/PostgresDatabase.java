package dev.tidemark.hot.postgres;

import dev.tidemark.access.ApiKeys;
import dev.tidemark.cold.HotDays;
import dev.tidemark.cold.Manifest;
import dev.tidemark.cold.archive.RunLog;
import dev.tidemark.cold.audit.LakeLedger;
import dev.tidemark.cold.compact.Months;
import dev.tidemark.cold.copy.CopyLedger;
import dev.tidemark.cold.part.PartLedger;
import dev.tidemark.history.KnownPoints;
import dev.tidemark.history.backfill.BackfillLog;
import dev.tidemark.history.sync.SiteLedger;
import dev.tidemark.hot.DeadLetters;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.HotFault;
import dev.tidemark.hot.HotReader;
import dev.tidemark.hot.HotStore;
import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.SampleCatalog;
import dev.tidemark.hot.Snapshots;
import dev.tidemark.hot.postgres.backfill.PostgresBackfillLog;
import dev.tidemark.hot.postgres.building.PostgresKnownPoints;
import dev.tidemark.hot.postgres.building.PostgresSiteLedger;
import dev.tidemark.hot.postgres.catalog.PostgresSampleCatalog;
import dev.tidemark.hot.postgres.client.Connections;
import dev.tidemark.hot.postgres.client.Migration;
import dev.tidemark.hot.postgres.client.Migrations;
import dev.tidemark.hot.postgres.client.SchemaFault;
import dev.tidemark.hot.postgres.client.Verdict;
import dev.tidemark.hot.postgres.lake.PostgresCopyLedger;
import dev.tidemark.hot.postgres.lake.PostgresLakeLedger;
import dev.tidemark.hot.postgres.lake.PostgresMonths;
import dev.tidemark.hot.postgres.lake.PostgresPartLedger;
import dev.tidemark.hot.postgres.snapshot.PostgresSnapshots;
import dev.tidemark.hot.postgres.tier.LakeFiles;
import dev.tidemark.hot.postgres.tier.PostgresHotDays;
import dev.tidemark.hot.postgres.tier.PostgresManifest;
import dev.tidemark.hot.postgres.tier.PostgresRunLog;
import dev.tidemark.hot.postgres.write.PostgresHotStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that Tidemark keeps in PostgreSQL. Thread-safe.
///
/// It may be made before the server is there: until it has been reached and migrated, every operation fails with
/// [HotFault.Unavailable].
public final class PostgresDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration PARTITION_CHECK = Duration.ofHours(1);
    private static final String VERSION = """
        select current_setting('server_version') as version,
               exists (select from pg_extension where extname = 'timescaledb') as timescale\
        """;

    private final Vertx vertx;
    private final Connections connections;
    private final Connections forQueries;
    private final Migrations migrations;
    private final PostgresHotStore hotStore;
    private final HotReader reader;
    private final DeadLetters deadLetters;
    private final ApiKeys apiKeys;
    private final HotDays hotDays;
    private final Manifest manifest;
    private final RunLog archiveRuns;
    private final BackfillLog backfills;
    private final KnownPoints knownPoints;
    private final PartLedger partLedger;
    private final Months months;
    private final LakeLedger lakeLedger;
    private final CopyLedger copyLedger;
    private final Snapshots snapshots;
    private final SampleCatalog sampleCatalog;
    private final SiteLedger siteLedger;
    private final Promise<Void> ready = Promise.promise();
    private volatile PostgresHealth health = new PostgresHealth(false, null, false, null);
    private volatile boolean isClosed;
    private volatile long timer;

    private PostgresDatabase(Vertx vertx, Pools pools, HotConfig hot, InstantSource clock, RecordBytes bytes) {
        this.vertx = vertx;
        this.connections = new Connections(vertx, pools.all());
        this.forQueries = new Connections(vertx, pools.queries());
        var files = new LakeFiles();
        this.migrations = new Migrations(Migration.all());
        this.hotStore = PostgresHotStore.create(connections, hot, clock, bytes);
        this.backfills = new PostgresBackfillLog(connections);
        this.knownPoints = new PostgresKnownPoints(connections, hot.maxSeries());
        this.reader = new PostgresHotReader(connections);
        this.sampleCatalog = new PostgresSampleCatalog(connections);
        this.deadLetters = new PostgresDeadLetters(connections, bytes);
        this.apiKeys = new PostgresApiKeys(connections, clock);
        this.hotDays = new PostgresHotDays(vertx, connections);
        this.manifest = new PostgresManifest(vertx, connections, files);
        this.archiveRuns = new PostgresRunLog(connections);
        this.partLedger = new PostgresPartLedger(connections, clock);
        this.months = new PostgresMonths(connections);
        this.lakeLedger = new PostgresLakeLedger(connections, files, clock);
        this.copyLedger = new PostgresCopyLedger(connections, files);
        this.snapshots = new PostgresSnapshots(forQueries, files);
        this.siteLedger = new PostgresSiteLedger(connections);
    }

    /// @param all for everything that ends soon
    /// @param queries for those who read for as long as they like
    private record Pools(Pool all, Pool queries) {}

    /// Makes the pools and begins to look for the server; never waits, and fails only for a URL that is none.
    ///
    /// @param url `postgres://user:password@host:port/database`
    public static PostgresDatabase create(
            Vertx vertx, PostgresConfig config, String url, HotConfig hot, InstantSource clock, RecordBytes bytes) {
        var pools =
                new Pools(PostgresPool.create(vertx, config, url), PostgresPool.createForQueries(vertx, config, url));
        var database = new PostgresDatabase(vertx, pools, hot, clock, bytes);
        database.reach(0);
        return database;
    }

    /// Completes once the server has been reached and migrated; tries for ever. Fails only where the schema is not
    /// the one that this version knows how to mend, or on [#close].
    public Future<Void> ready() {
        return ready.future();
    }

    public HotStore hotStore() {
        return hotStore;
    }

    public HotReader reader() {
        return reader;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public HotDays hotDays() {
        return hotDays;
    }

    public Manifest manifest() {
        return manifest;
    }

    public PartLedger partLedger() {
        return partLedger;
    }

    public Months months() {
        return months;
    }

    public LakeLedger lakeLedger() {
        return lakeLedger;
    }

    public CopyLedger copyLedger() {
        return copyLedger;
    }

    /// Hot and cold of one moment, over connections of their own.
    public Snapshots snapshots() {
        return snapshots;
    }

    public SampleCatalog sampleCatalog() {
        return sampleCatalog;
    }

    public SiteLedger siteLedger() {
        return siteLedger;
    }

    public RunLog archiveRuns() {
        return archiveRuns;
    }

    public BackfillLog backfills() {
        return backfills;
    }

    public KnownPoints knownPoints() {
        return knownPoints;
    }

    /// Asks the server how it is. Never fails: what is wrong is in the answer.
    public Future<PostgresHealth> health() {
        return connections
                .query(VERSION)
                .map(rows -> up(rows.iterator().next()))
                .recover(failure -> {
                    health = new PostgresHealth(false, health.version(), health.hasTimescale(), lastError(failure));
                    return Future.succeededFuture(health);
                });
    }

    /// Closes all connections; what is under way fails with [HotFault.Unavailable] or is found to be lost.
    /// Idempotent.
    public Future<Void> close() {
        isClosed = true;
        vertx.cancelTimer(timer);
        ready.tryFail(new HotFault.Unavailable("The hot store is closed", new IllegalStateException("closed")));
        return forQueries.close().transform(_ -> connections.close());
    }

    private void reach(int failures) {
        connections
                .useEarly(this::prepare)
                .onSuccess(row -> opened(up(row)))
                .onFailure(failure -> notReached(failures + 1, failure));
    }

    private Future<Row> prepare(SqlConnection connection) {
        return migrations
                .run(connection)
                .compose(_ -> connection.query(VERSION).execute())
                .map(rows -> rows.iterator().next());
    }

    private void opened(PostgresHealth found) {
        if (isClosed) {
            return;
        }
        LOG.info("PostgreSQL {} reached{}", found.version(), found.hasTimescale() ? ", with TimescaleDB" : "");
        connections.open();
        forQueries.open();
        timer = vertx.setPeriodic(PARTITION_CHECK.toMillis(), _ -> makeDaysAhead());
        hotStore.makeDaysAhead().onComplete(made -> {
            if (made.failed()) {
                LOG.warn("No partitions were made ahead: {}", made.cause().getMessage());
            }
            ready.tryComplete();
        });
    }

    private void makeDaysAhead() {
        hotStore.makeDaysAhead()
                .onFailure(failure -> LOG.warn("No partitions were made ahead: {}", failure.getMessage()));
    }

    private void notReached(int failures, Throwable failure) {
        if (isClosed) {
            return;
        }
        HotFault fault = Verdict.fault(failure);
        health = new PostgresHealth(false, null, false, fault.getMessage());
        connections.shut(fault);
        forQueries.shut(fault);
        if (failure instanceof SchemaFault) {
            LOG.error("{}", fault.getMessage());
            ready.tryFail(fault);
            return;
        }
        long delayMs = backoffMs(failures);
        LOG.warn("PostgreSQL is not reached, next try in {} ms: {}", delayMs, fault.getMessage());
        timer = vertx.setTimer(delayMs, _ -> reach(failures));
    }

    private PostgresHealth up(Row row) {
        health = new PostgresHealth(
                true, row.getString("version"), Boolean.TRUE.equals(row.getBoolean("timescale")), health.lastError());
        return health;
    }

    /// Full jitter: anything up to a ceiling that doubles, from 1 s to 60 s.
    private static long backoffMs(int failures) {
        long ceiling = FIRST_BACKOFF.toMillis() << Math.min(failures - 1, 10);
        return ThreadLocalRandom.current().nextLong(1, Math.min(ceiling, LAST_BACKOFF.toMillis()) + 1);
    }

    private static @Nullable String lastError(Throwable failure) {
        return failure.getMessage();
    }
}
