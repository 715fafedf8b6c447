package dev.tidemark.config;

import static dev.tidemark.config.KeyTypes.bytes;
import static dev.tidemark.config.KeyTypes.duration;
import static dev.tidemark.config.KeyTypes.flag;
import static dev.tidemark.config.KeyTypes.folder;
import static dev.tidemark.config.KeyTypes.listOf;
import static dev.tidemark.config.KeyTypes.oneOf;
import static dev.tidemark.config.KeyTypes.pairs;
import static dev.tidemark.config.KeyTypes.text;
import static dev.tidemark.config.KeyTypes.timeOfDay;
import static dev.tidemark.config.KeyTypes.url;
import static dev.tidemark.config.KeyTypes.whole;

import dev.tidemark.exchange.Channel;
import dev.tidemark.history.ace.AceConfig;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import dev.tidemark.market.Symbol;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The table of all keys. The loader, `config print`, the reference page and the test that pins them all read it.
final class Keys {

    static final Key<String> ENVIRONMENT = Key.of(
                    "environment", text("a word of letters, digits and dashes", "[A-Za-z0-9-]{1,40}"))
            .optional()
            .alias("ENVIRONMENT");
    static final Key<String> WORKER_ID = Key.of("worker-id", text("1 to 100 characters", ".{1,100}"))
            .optional()
            .alias("WORKER_ID");
    static final Key<Path> DATA = Key.of("data", folder());

    static final Key<String> LOG_LEVEL =
            Key.of("log.level", oneOf("debug", "info", "warn", "error")).alias("LOG_LEVEL");
    static final Key<String> LOG_FORMAT = Key.of("log.format", oneOf("auto", "text", "json"));

    static final Key<String> HTTP_HOST =
            Key.of("http.host", text("a host name or an address", "[A-Za-z0-9.:%_-]{1,253}"));
    static final Key<Integer> HTTP_PORT = Key.of("http.port", whole(0, 65_535));
    static final Key<Long> HTTP_MAX_BODY = Key.of("http.max-body-bytes", bytes(1 << 10, 256 << 20));
    static final Key<Integer> HTTP_MAX_FEEDS = Key.of("http.max-feeds", whole(1, 1_000_000));
    static final Key<Integer> HTTP_RATE = Key.of("http.requests-per-second", whole(1, 1_000_000));
    static final Key<List<String>> HTTP_CORS =
            Key.of("http.cors-origins", listOf("a list of origins as in https://example.com, or *", Keys::origin));

    static final Key<URI> POSTGRES_URL = Key.of("postgres.url", url("postgres", "postgresql"))
            .optional()
            .shown(Key.Shown.URL)
            .alias("DATABASE_URL");
    static final Key<Integer> POSTGRES_POOL = Key.of("postgres.pool-size", whole(2, 200));
    static final Key<Integer> POSTGRES_QUERY_POOL = Key.of("postgres.query-pool-size", whole(1, 100));
    static final Key<Duration> POSTGRES_CONNECT =
            Key.of("postgres.connect-timeout", duration(Duration.ofMillis(100), Duration.ofMinutes(2)));
    static final Key<Duration> POSTGRES_STATEMENT =
            Key.of("postgres.statement-timeout", duration(Duration.ofMillis(100), Duration.ofHours(1)));
    static final Key<Integer> POSTGRES_PORT = Key.of("postgres.embedded-port", whole(1, 65_535));

    static final Key<Long> JOURNAL_MAX = Key.of("journal.max-bytes", bytes(1 << 20, 1L << 50));
    static final Key<Long> JOURNAL_SEGMENT = Key.of("journal.segment-bytes", bytes(64 << 10, 1 << 30));
    static final Key<Integer> JOURNAL_RECORDS = Key.of("journal.commit-records", whole(1, 1_000_000));
    static final Key<Duration> JOURNAL_DELAY =
            Key.of("journal.commit-delay", duration(Duration.ZERO, Duration.ofSeconds(1)));

    static final Key<Integer> HOT_SERIES = Key.of("hot.max-series", whole(1, 10_000_000));
    static final Key<Integer> HOT_AHEAD = Key.of("hot.partitions-ahead", whole(1, 60));
    static final Key<Integer> HOT_ON_DEMAND = Key.of("hot.max-partitions-per-minute", whole(1, 100_000));

    static final Key<Long> HOT_MAX = Key.of("hot.max-bytes", bytes(64 << 20, 1L << 50));

    static final Key<String> COLD_URL = Key.of(
                    "cold.url", text("file:PATH or s3://BUCKET", "file:.+|s3://" + Keys.BUCKET))
            .optional();
    static final Key<URI> S3_ENDPOINT =
            Key.of("cold.s3.endpoint", url("https", "http")).optional().alias("R2_ENDPOINT");
    static final Key<String> S3_ACCOUNT = Key.of("cold.s3.account-id", text("letters and digits", "[A-Za-z0-9]{1,64}"))
            .optional()
            .alias("R2_ACCOUNT_ID");
    static final Key<String> S3_BUCKET =
            Key.of("cold.s3.bucket", text("the name of a bucket", Keys.BUCKET)).alias("R2_BUCKET_NAME");
    static final Key<String> S3_REGION = Key.of(
                    "cold.s3.region", text("a region as in eu-central-1", "[A-Za-z0-9-]{1,40}"))
            .optional();
    static final Key<String> S3_ACCESS_KEY = Key.of(
                    "cold.s3.access-key", text("up to 200 characters without spaces", "\\S{1,200}"))
            .optional()
            .shown(Key.Shown.SECRET)
            .alias("R2_ACCESS_KEY_ID");
    static final Key<String> S3_SECRET_KEY = Key.of(
                    "cold.s3.secret-key", text("up to 200 characters without spaces", "\\S{1,200}"))
            .optional()
            .shown(Key.Shown.SECRET)
            .alias("R2_SECRET_ACCESS_KEY");
    static final Key<Long> S3_PART = Key.of("cold.s3.part-bytes", bytes(5 << 20, 1L << 30));
    static final Key<Integer> S3_CONCURRENCY = Key.of("cold.s3.concurrency", whole(1, 1_000));
    static final Key<Duration> S3_TIMEOUT =
            Key.of("cold.s3.timeout", duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));

    static final Key<String> COPY_URL = Key.of(
                    "cold.copy-url", text("file:PATH or s3://BUCKET", "file:.+|s3://" + Keys.BUCKET))
            .optional();
    static final Key<URI> COPY_ENDPOINT =
            Key.of("cold.copy-s3.endpoint", url("https", "http")).optional();
    static final Key<String> COPY_ACCOUNT = Key.of(
                    "cold.copy-s3.account-id", text("letters and digits", "[A-Za-z0-9]{1,64}"))
            .optional();
    static final Key<String> COPY_REGION = Key.of(
                    "cold.copy-s3.region", text("a region as in eu-central-1", "[A-Za-z0-9-]{1,40}"))
            .optional();
    static final Key<String> COPY_ACCESS_KEY = Key.of(
                    "cold.copy-s3.access-key", text("up to 200 characters without spaces", "\\S{1,200}"))
            .optional()
            .shown(Key.Shown.SECRET);
    static final Key<String> COPY_SECRET_KEY = Key.of(
                    "cold.copy-s3.secret-key", text("up to 200 characters without spaces", "\\S{1,200}"))
            .optional()
            .shown(Key.Shown.SECRET);

    static final Key<LocalTime> ARCHIVE_AT = Key.of("cold.archive.at", timeOfDay());
    static final Key<Duration> ARCHIVE_QUIET =
            Key.of("cold.archive.quiet", duration(Duration.ZERO, Duration.ofDays(365)));
    static final Key<Integer> ARCHIVE_PARALLEL = Key.of("cold.archive.parallel", whole(1, 16));
    static final Key<Integer> LATE_ROWS = Key.of("cold.late.rows", whole(1, 1_000_000_000));
    static final Key<Duration> LATE_AGE = Key.of("cold.late.age", duration(Duration.ZERO, Duration.ofDays(365)));
    static final Key<Duration> COLD_GRACE = Key.of("cold.grace", duration(Duration.ofMinutes(1), Duration.ofDays(365)));
    static final Key<Boolean> PARTS_ENABLED = Key.of("cold.parts.enabled", flag());
    static final Key<Duration> PARTS_INTERVAL =
            Key.of("cold.parts.interval", duration(Duration.ofSeconds(1), Duration.ofHours(6)));
    static final Key<Integer> PARTS_RECORDS = Key.of("cold.parts.records", whole(1_000, 1_000_000));
    static final Key<Integer> PARTS_DAYS = Key.of("cold.parts.days", whole(1, 50_000));
    static final Key<Boolean> COMPACT_ENABLED = Key.of("cold.compact.enabled", flag());
    static final Key<Duration> COMPACT_AFTER =
            Key.of("cold.compact.after", duration(Duration.ZERO, Duration.ofDays(365)));
    static final Key<Boolean> DROP_COMPACTED = Key.of("cold.drop-compacted-days", flag());
    static final Key<String> COLD_COMPRESSION = Key.of("cold.compression", oneOf("zstd", "snappy"));

    static final Key<Integer> BACKFILL_DAYS = Key.of("backfill.parallel-days", whole(1, 64));
    static final Key<Integer> BACKFILL_TRIES = Key.of("backfill.tries", whole(1, 100));
    static final Key<Integer> BACKFILL_SAMPLES = Key.of("backfill.max-samples", whole(1_000, 1_000_000_000));

    static final Key<LocalTime> HOLES_AT =
            Key.of("backfill.schedule.at", timeOfDay()).optional();
    static final Key<Integer> HOLES_DAYS = Key.of("backfill.schedule.days", whole(1, 366));
    static final Key<Integer> HOLES_BELOW = Key.of("backfill.schedule.below-percent", whole(1, 100));
    static final Key<Duration> HOLES_AGAIN =
            Key.of("backfill.schedule.again", duration(Duration.ofHours(1), Duration.ofDays(365)));

    static final Key<Duration> QUERY_TIMEOUT =
            Key.of("query.timeout", duration(Duration.ofMillis(100), Duration.ofMinutes(10)));
    static final Key<Duration> QUERY_STREAM =
            Key.of("query.stream-timeout", duration(Duration.ofSeconds(1), Duration.ofHours(24)));
    static final Key<Integer> QUERY_RANGE =
            Key.of("query.max-range-days", whole(1, 36_600)).alias("MAX_QUERY_RANGE_DAYS");
    static final Key<Integer> QUERY_POINTS = Key.of("query.max-points", whole(1, 10_000));
    static final Key<Integer> QUERY_AHEAD = Key.of("query.read-ahead", whole(0, 1_000));
    static final Key<Boolean> QUERY_CACHE = Key.of("query.cache", flag()).alias("ENABLE_QUERY_CACHE");
    static final Key<Long> QUERY_CACHE_BYTES = Key.of("query.cache-bytes", bytes(1 << 20, 1L << 36));
    static final Key<URI> FORWARD_URL =
            Key.of("forward.url", url("https", "http")).optional();
    static final Key<String> FORWARD_KEY = secret("forward.key");

    static final Key<URI> ACE_BASE =
            Key.of("buildings.api.base", url("https", "http")).alias("ACE_API_BASE");
    static final Key<String> ACE_KEY = Key.of(
                    "buildings.api.key", text("up to 4,000 characters without spaces", "\\S{1,4000}"))
            .optional()
            .shown(Key.Shown.SECRET)
            .alias("ACE_API_KEY");
    static final Key<String> ACE_PAGE = Key.of("buildings.api.page-size", oneOf(texts(AceConfig.PAGE_SIZES)));
    static final Key<String> ACE_LIST = Key.of("buildings.api.list-size", oneOf(texts(AceConfig.LIST_SIZES)));
    static final Key<Integer> ACE_RATE = Key.of("buildings.api.requests-per-second", whole(1, 1_000));
    static final Key<Duration> ACE_TIMEOUT =
            Key.of("buildings.api.timeout", duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));
    static final Key<Integer> ACE_TRIES =
            Key.of("buildings.api.tries", whole(1, 20)).alias("MAX_RETRIES");
    static final Key<List<String>> SITES = Key.of("buildings.sites", listOf("a list of different sites", Keys::site))
            .alias("SITE_NAME");
    static final Key<String> POINTS = Key.of("buildings.points", oneOf("all", "configured"));
    static final Key<Duration> SYNC_INTERVAL =
            Key.of("buildings.sync.interval", duration(Duration.ofSeconds(10), Duration.ofDays(1)));
    static final Key<Duration> SYNC_FIRST =
            Key.of("buildings.sync.first", duration(Duration.ofMinutes(1), Duration.ofDays(366)));
    static final Key<Duration> SYNC_LATENESS =
            Key.of("buildings.sync.lateness", duration(Duration.ZERO, Duration.ofDays(7)));
    static final Key<Duration> SYNC_POINTS =
            Key.of("buildings.sync.points-every", duration(Duration.ofMinutes(1), Duration.ofDays(7)));

    static final Key<String> KEY_INGEST = secret("keys.ingest").alias("API_KEY");
    static final Key<String> KEY_ADMIN = secret("keys.admin").alias("BACKFILL_API_KEY");

    /// The datasets that leave the hot store day by day.
    static final List<Dataset> ARCHIVED = List.of(Dataset.SAMPLES, Dataset.TICKS, Dataset.TRADES);

    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/\\s]+");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,40}(/[A-Z0-9.]{1,20})?");

    private Keys() {}

    /// How many days of a dataset stay hot.
    static Key<Integer> hotDays(Dataset dataset) {
        return Key.of("hot.days." + dataset.label(), whole(1, 36_500))
                .alias("ARCHIVE_THRESHOLD_DAYS")
                .alias("HOT_STORAGE_DAYS");
    }

    /// The keys of one dataset's batches.
    record BatchKeys(Key<Integer> records, Key<Duration> interval, Key<Integer> maxRecords, Key<Integer> concurrency) {

        static BatchKeys of(Dataset dataset) {
            String under = "batch." + dataset.label() + ".";
            return new BatchKeys(
                    Key.of(under + "records", whole(1, 1_000_000)).alias("BATCH_SIZE"),
                    Key.of(under + "interval", duration(Duration.ofMillis(1), Duration.ofHours(1)))
                            .alias("BATCH_INTERVAL_MS", "ms"),
                    Key.of(under + "max-records", whole(1, 1_000_000)),
                    Key.of(under + "concurrency", whole(1, 64)));
        }

        List<Key<?>> all() {
            return List.of(records, interval, maxRecords, concurrency);
        }
    }

    /// The keys of one exchange.
    record ExchangeKeys(
            Key<Boolean> enabled,
            Key<URI> url,
            Key<List<String>> symbols,
            Key<List<Channel>> channels,
            Key<Map<String, String>> quoteAlias,
            Key<Duration> silence,
            Key<Integer> maxInFlight) {

        static ExchangeKeys of(String source) {
            String under = "exchanges." + source + ".";
            return new ExchangeKeys(
                    Key.of(under + "enabled", flag()),
                    Key.of(under + "url", KeyTypes.url("wss", "ws")).optional(),
                    Key.of(under + "symbols", listOf("a list of different symbols as in BTC/USD", Keys::symbol))
                            .alias("SYMBOLS"),
                    Key.of(
                            under + "channels",
                            listOf("a list of ticker, book-ticker, trades, each once", Keys::channel)),
                    Key.of(under + "quote-alias", pairs("a map of quotes as in {USDT: USD}", "[A-Z0-9]{1,20}")),
                    Key.of(under + "silence", duration(Duration.ofSeconds(1), Duration.ofDays(7)))
                            .optional(),
                    Key.of(under + "max-in-flight", whole(100, 10_000_000)));
        }

        List<Key<?>> all() {
            return List.of(enabled, url, symbols, channels, quoteAlias, silence, maxInFlight);
        }
    }

    /// All keys, in the order of the shipped file, for these exchanges.
    static List<Key<?>> all(Iterable<String> sources) {
        var all = new ArrayList<Key<?>>(List.of(ENVIRONMENT, WORKER_ID, DATA, LOG_LEVEL, LOG_FORMAT));
        all.addAll(List.of(HTTP_HOST, HTTP_PORT, HTTP_MAX_BODY, HTTP_MAX_FEEDS, HTTP_RATE, HTTP_CORS));
        all.addAll(List.of(
                POSTGRES_URL, POSTGRES_POOL, POSTGRES_QUERY_POOL, POSTGRES_CONNECT, POSTGRES_STATEMENT, POSTGRES_PORT));
        all.addAll(List.of(JOURNAL_MAX, JOURNAL_SEGMENT, JOURNAL_RECORDS, JOURNAL_DELAY));
        for (var dataset : Dataset.values()) {
            all.addAll(BatchKeys.of(dataset).all());
        }
        all.addAll(List.of(HOT_SERIES, HOT_AHEAD, HOT_ON_DEMAND));
        ARCHIVED.forEach(dataset -> all.add(hotDays(dataset)));
        all.add(HOT_MAX);
        all.addAll(List.of(COLD_URL, S3_ENDPOINT, S3_ACCOUNT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY));
        all.addAll(List.of(S3_PART, S3_CONCURRENCY, S3_TIMEOUT));
        all.addAll(List.of(COPY_URL, COPY_ENDPOINT, COPY_ACCOUNT, COPY_REGION, COPY_ACCESS_KEY, COPY_SECRET_KEY));
        all.addAll(List.of(COLD_COMPRESSION, COLD_GRACE));
        all.addAll(List.of(ARCHIVE_AT, ARCHIVE_QUIET, ARCHIVE_PARALLEL, LATE_ROWS, LATE_AGE));
        all.addAll(List.of(PARTS_ENABLED, PARTS_INTERVAL, PARTS_RECORDS, PARTS_DAYS));
        all.addAll(List.of(COMPACT_ENABLED, COMPACT_AFTER, DROP_COMPACTED));
        for (String source : sources) {
            all.addAll(ExchangeKeys.of(source).all());
        }
        all.addAll(List.of(BACKFILL_DAYS, BACKFILL_TRIES, BACKFILL_SAMPLES));
        all.addAll(List.of(HOLES_AT, HOLES_DAYS, HOLES_BELOW, HOLES_AGAIN));
        all.addAll(List.of(QUERY_TIMEOUT, QUERY_STREAM, QUERY_RANGE, QUERY_POINTS, QUERY_AHEAD));
        all.addAll(List.of(QUERY_CACHE, QUERY_CACHE_BYTES));
        all.addAll(List.of(FORWARD_URL, FORWARD_KEY));
        all.addAll(List.of(ACE_BASE, ACE_KEY, ACE_PAGE, ACE_LIST, ACE_RATE, ACE_TIMEOUT, ACE_TRIES, SITES, POINTS));
        all.addAll(List.of(SYNC_INTERVAL, SYNC_FIRST, SYNC_LATENESS, SYNC_POINTS));
        all.addAll(List.of(KEY_INGEST, KEY_ADMIN));
        return List.copyOf(all);
    }

    private static Key<String> secret(String path) {
        return Key.of(path, text("8 to 200 characters without spaces", "\\S{8,200}"))
                .optional()
                .shown(Key.Shown.SECRET);
    }

    private static Optional<String> origin(String text) {
        return Optional.of(text).filter(ORIGIN.asMatchPredicate());
    }

    private static Optional<String> site(String text) {
        return Optional.of(text.strip()).filter(site -> !site.isEmpty() && site.length() <= Series.MAX_NAME_LENGTH);
    }

    private static String[] texts(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toArray(String[]::new);
    }

    private static Optional<String> symbol(String text) {
        return Optional.of(Symbol.parse(text)).filter(SYMBOL.asMatchPredicate());
    }

    private static Optional<Channel> channel(String text) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.label().equals(text))
                .findFirst();
    }
}
