package dev.tidemark.config;

import dev.tidemark.cold.ColdConfig;
import dev.tidemark.cold.archive.ArchiveConfig;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.part.PartConfig;
import dev.tidemark.cold.s3.S3Config;
import dev.tidemark.config.Keys.BatchKeys;
import dev.tidemark.config.Keys.ExchangeKeys;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.forward.ForwardConfig;
import dev.tidemark.history.BuildingsConfig;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.history.backfill.BackfillConfig;
import dev.tidemark.history.sync.SyncConfig;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.http.HttpConfig;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Symbol;
import dev.tidemark.query.QueryConfig;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Makes the record tree of values that have been found good.
final class SettingsTree {

    private final Values values;

    private SettingsTree(Values values) {
        this.values = values;
    }

    static Settings of(Values values) {
        return new SettingsTree(values).settings();
    }

    private Settings settings() {
        var batch = new EnumMap<Dataset, BatchConfig>(Dataset.class);
        for (var dataset : Dataset.values()) {
            batch.put(dataset, batch(BatchKeys.of(dataset)));
        }
        var exchanges = new LinkedHashMap<String, ExchangeConfig>();
        values.table().sources().forEach(source -> exchanges.put(source, exchange(ExchangeKeys.of(source))));
        return new Settings(
                values.find(Keys.ENVIRONMENT).orElse(null),
                values.find(Keys.WORKER_ID).orElse(null),
                values.get(Keys.DATA),
                new Settings.LogConfig(values.get(Keys.LOG_LEVEL), values.get(Keys.LOG_FORMAT)),
                http(),
                postgres(),
                journal(),
                batch,
                new HotConfig(values.get(Keys.HOT_SERIES), values.get(Keys.HOT_AHEAD), values.get(Keys.HOT_ON_DEMAND)),
                cold(),
                archive(),
                parts(),
                compact(),
                backfill(),
                query(),
                exchanges,
                new ForwardConfig(
                        values.find(Keys.FORWARD_URL).orElse(null),
                        values.find(Keys.FORWARD_KEY).orElse(null)),
                buildings(),
                new Settings.KeyConfig(
                        values.find(Keys.KEY_INGEST).orElse(null),
                        values.find(Keys.KEY_ADMIN).orElse(null)));
    }

    private HttpConfig http() {
        return new HttpConfig(
                values.get(Keys.HTTP_HOST),
                values.get(Keys.HTTP_PORT),
                Math.toIntExact(values.get(Keys.HTTP_MAX_BODY)),
                values.get(Keys.HTTP_MAX_FEEDS),
                values.get(Keys.HTTP_RATE),
                values.get(Keys.HTTP_CORS));
    }

    private PostgresConfig postgres() {
        return new PostgresConfig(
                values.find(Keys.POSTGRES_URL).map(URI::toString).orElse(null),
                values.get(Keys.POSTGRES_POOL),
                values.get(Keys.POSTGRES_CONNECT),
                values.get(Keys.POSTGRES_STATEMENT),
                values.get(Keys.POSTGRES_PORT),
                values.get(Keys.POSTGRES_QUERY_POOL));
    }

    private JournalConfig journal() {
        return new JournalConfig(
                values.get(Keys.JOURNAL_MAX),
                Math.toIntExact(values.get(Keys.JOURNAL_SEGMENT)),
                values.get(Keys.JOURNAL_RECORDS),
                values.get(Keys.JOURNAL_DELAY));
    }

    private QueryConfig query() {
        return new QueryConfig(
                values.get(Keys.QUERY_TIMEOUT),
                values.get(Keys.QUERY_STREAM),
                values.get(Keys.QUERY_RANGE),
                values.get(Keys.QUERY_POINTS),
                values.get(Keys.QUERY_AHEAD),
                values.get(Keys.QUERY_CACHE) ? values.get(Keys.QUERY_CACHE_BYTES) : 0);
    }

    private ColdConfig cold() {
        var s3 = new S3Config(
                values.find(Keys.S3_ENDPOINT).orElse(null),
                values.find(Keys.S3_ACCOUNT).orElse(null),
                values.get(Keys.S3_BUCKET),
                values.find(Keys.S3_REGION).orElse(null),
                values.find(Keys.S3_ACCESS_KEY).orElse(null),
                values.find(Keys.S3_SECRET_KEY).orElse(null),
                values.get(Keys.S3_PART),
                values.get(Keys.S3_CONCURRENCY),
                values.get(Keys.S3_TIMEOUT));
        var compression = Compression.valueOf(values.get(Keys.COLD_COMPRESSION).toUpperCase(Locale.ROOT));
        return new ColdConfig(
                values.find(Keys.COLD_URL).orElse(null),
                s3,
                values.find(Keys.COPY_URL).orElse(null),
                copyS3(s3),
                compression);
    }

    /// What is not given is as for the lake itself. An account of its own is an address of its own.
    private S3Config copyS3(S3Config lake) {
        boolean hasAccount = values.find(Keys.COPY_ACCOUNT).isPresent();
        return new S3Config(
                values.find(Keys.COPY_ENDPOINT).orElse(hasAccount ? null : lake.endpoint()),
                values.find(Keys.COPY_ACCOUNT).orElse(lake.accountId()),
                lake.bucket(),
                values.find(Keys.COPY_REGION).orElse(lake.region()),
                values.find(Keys.COPY_ACCESS_KEY).orElse(lake.accessKey()),
                values.find(Keys.COPY_SECRET_KEY).orElse(lake.secretKey()),
                lake.partBytes(),
                lake.concurrency(),
                lake.timeout());
    }

    private ArchiveConfig archive() {
        var hotDays = new EnumMap<Dataset, Integer>(Dataset.class);
        Keys.ARCHIVED.forEach(dataset -> hotDays.put(dataset, values.get(Keys.hotDays(dataset))));
        return new ArchiveConfig(
                hotDays,
                values.get(Keys.HOT_MAX),
                values.get(Keys.ARCHIVE_AT),
                values.get(Keys.ARCHIVE_QUIET),
                values.get(Keys.ARCHIVE_PARALLEL),
                values.get(Keys.LATE_ROWS),
                values.get(Keys.LATE_AGE),
                values.get(Keys.COLD_GRACE));
    }

    private BuildingsConfig buildings() {
        boolean isConfiguredOnly = values.get(Keys.POINTS).equals("configured");
        AceConfig defaults = AceConfig.of(
                values.get(Keys.ACE_BASE), values.find(Keys.ACE_KEY).orElse(""));
        var ace = new AceConfig(
                defaults.base(),
                defaults.key(),
                isConfiguredOnly,
                Integer.parseInt(values.get(Keys.ACE_PAGE)),
                Integer.parseInt(values.get(Keys.ACE_LIST)),
                values.get(Keys.ACE_RATE),
                values.get(Keys.ACE_TIMEOUT),
                values.get(Keys.ACE_TRIES),
                defaults.firstWait(),
                defaults.longestWait());
        var sync = new SyncConfig(
                values.get(Keys.SITES),
                values.get(Keys.SYNC_INTERVAL),
                values.get(Keys.SYNC_FIRST),
                values.get(Keys.SYNC_LATENESS),
                values.get(Keys.SYNC_POINTS),
                isConfiguredOnly);
        return new BuildingsConfig(ace, sync);
    }

    private PartConfig parts() {
        return new PartConfig(
                values.get(Keys.PARTS_ENABLED),
                values.get(Keys.PARTS_INTERVAL),
                values.get(Keys.PARTS_RECORDS),
                values.get(Keys.PARTS_DAYS));
    }

    private CompactConfig compact() {
        return new CompactConfig(
                values.get(Keys.COMPACT_ENABLED), values.get(Keys.COMPACT_AFTER), values.get(Keys.DROP_COMPACTED));
    }

    private BackfillConfig backfill() {
        return new BackfillConfig(
                values.get(Keys.BACKFILL_DAYS),
                values.get(Keys.BACKFILL_TRIES),
                BackfillConfig.DEFAULT.firstWait(),
                BackfillConfig.DEFAULT.longestWait(),
                values.get(Keys.BACKFILL_SAMPLES),
                new BackfillConfig.Schedule(
                        values.find(Keys.HOLES_AT).orElse(null),
                        values.get(Keys.HOLES_DAYS),
                        values.get(Keys.HOLES_BELOW),
                        values.get(Keys.HOLES_AGAIN)));
    }

    private BatchConfig batch(BatchKeys keys) {
        return new BatchConfig(
                values.get(keys.records()),
                values.get(keys.interval()),
                values.get(keys.maxRecords()),
                values.get(keys.concurrency()));
    }

    private ExchangeConfig exchange(ExchangeKeys keys) {
        return new ExchangeConfig(
                values.get(keys.enabled()),
                values.find(keys.url()).orElse(null),
                symbols(keys),
                values.get(keys.channels()),
                values.get(keys.quoteAlias()),
                values.find(keys.silence()).orElse(null),
                values.get(keys.maxInFlight()));
    }

    /// Completes bare names with the quote that the venue has in the shipped file.
    private List<String> symbols(ExchangeKeys keys) {
        String quote = Symbol.quote(values.byDefault(keys.symbols()).getFirst());
        return values.get(keys.symbols()).stream()
                .map(name -> name.indexOf('/') < 0 ? Symbol.pair(name, quote) : name)
                .distinct()
                .toList();
    }
}
