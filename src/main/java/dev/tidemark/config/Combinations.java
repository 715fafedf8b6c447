package dev.tidemark.config;

import dev.tidemark.config.Keys.BatchKeys;
import dev.tidemark.config.Keys.ExchangeKeys;
import dev.tidemark.market.Dataset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Values that are good alone and not together.
final class Combinations {

    private final Values values;
    private final Set<String> bad;
    private final List<Fault> faults = new ArrayList<>();

    private Combinations(Values values, Set<String> bad) {
        this.values = values;
        this.bad = bad;
    }

    /// The faults of `values`, but for those that a key in `bad` takes part in: it has a fault of its own.
    static List<Fault> faults(Values values, Set<String> bad) {
        var check = new Combinations(values, bad);
        for (var dataset : Dataset.values()) {
            check.batch(BatchKeys.of(dataset));
        }
        values.table().sources().forEach(source -> check.exchange(source, ExchangeKeys.of(source)));
        check.journal();
        check.ports();
        check.secrets();
        check.buckets();
        check.grace(Keys.QUERY_TIMEOUT);
        check.grace(Keys.QUERY_STREAM);
        return check.faults;
    }

    private void batch(BatchKeys keys) {
        if (values.get(keys.records()) > values.get(keys.maxRecords())) {
            fault(
                    keys.records(),
                    keys.maxRecords(),
                    "expected no more than " + keys.maxRecords().path() + ", which is "
                            + values.get(keys.maxRecords()));
        }
    }

    private void exchange(String source, ExchangeKeys keys) {
        if (!values.get(keys.enabled())) {
            return;
        }
        if (values.get(keys.symbols()).isEmpty()) {
            fault(keys.symbols(), keys.enabled(), "expected at least one symbol, since " + source + " is enabled");
        }
        if (values.get(keys.channels()).isEmpty()) {
            fault(keys.channels(), keys.enabled(), "expected at least one channel, since " + source + " is enabled");
        }
    }

    private void journal() {
        // One segment is written while another waits to be acknowledged: with less than two nothing can be deleted.
        if (values.get(Keys.JOURNAL_MAX) < 2 * values.get(Keys.JOURNAL_SEGMENT)) {
            fault(
                    Keys.JOURNAL_MAX,
                    Keys.JOURNAL_SEGMENT,
                    "expected at least twice " + Keys.JOURNAL_SEGMENT.path() + ", which is "
                            + Amounts.showBytes(values.get(Keys.JOURNAL_SEGMENT)));
        }
    }

    private void ports() {
        if (values.find(Keys.POSTGRES_URL).isEmpty()
                && values.get(Keys.POSTGRES_PORT).equals(values.get(Keys.HTTP_PORT))) {
            fault(Keys.POSTGRES_PORT, Keys.HTTP_PORT, "expected another port than " + Keys.HTTP_PORT.path());
        }
    }

    private void secrets() {
        var admin = values.find(Keys.KEY_ADMIN);
        if (admin.isPresent() && admin.equals(values.find(Keys.KEY_INGEST))) {
            fault(Keys.KEY_INGEST, Keys.KEY_ADMIN, "expected another key than " + Keys.KEY_ADMIN.path());
        }
    }

    private void buckets() {
        pair(Keys.S3_ACCESS_KEY, Keys.S3_SECRET_KEY);
        pair(Keys.COPY_ACCESS_KEY, Keys.COPY_SECRET_KEY);
        boolean hasKeys = values.find(Keys.S3_ACCESS_KEY).isPresent()
                || values.find(Keys.S3_SECRET_KEY).isPresent();
        bucket(Keys.COLD_URL, Keys.S3_ACCESS_KEY, hasKeys);
        boolean hasOwnKeys = values.find(Keys.COPY_ACCESS_KEY).isPresent()
                || values.find(Keys.COPY_SECRET_KEY).isPresent();
        bucket(Keys.COPY_URL, Keys.COPY_ACCESS_KEY, hasKeys || hasOwnKeys);
        boolean isElsewhere = values.find(Keys.COPY_ENDPOINT).isPresent()
                || values.find(Keys.COPY_ACCOUNT).isPresent();
        if (!isElsewhere
                && values.find(Keys.COPY_URL).isPresent()
                && values.find(Keys.COPY_URL).equals(lake(hasKeys))) {
            fault(Keys.COPY_URL, Keys.COLD_URL, "expected another place than the lake itself");
        }
    }

    private Optional<String> lake(boolean hasKeys) {
        Optional<String> given = values.find(Keys.COLD_URL);
        return given.isEmpty() && hasKeys ? Optional.of("s3://" + values.get(Keys.S3_BUCKET)) : given;
    }

    private void pair(Key<String> access, Key<String> secret) {
        boolean hasAccess = values.find(access).isPresent();
        if (hasAccess != values.find(secret).isPresent()) {
            var given = hasAccess ? access : secret;
            var other = hasAccess ? secret : access;
            fault(given, other, "expected " + other.path() + " with it");
        }
    }

    private void bucket(Key<String> url, Key<String> access, boolean hasKeys) {
        boolean isBucket =
                values.find(url).filter(given -> given.startsWith("s3:")).isPresent();
        if (isBucket && !hasKeys) {
            String secret = access.path().replace("access-key", "secret-key");
            fault(url, access, "expected " + access.path() + " and " + secret + " with a bucket");
        }
    }

    /// A query that began before a file was replaced reads it until its own end.
    private void grace(Key<Duration> longest) {
        if (values.get(Keys.COLD_GRACE).compareTo(values.get(longest)) < 0) {
            fault(
                    Keys.COLD_GRACE,
                    longest,
                    "expected no less than " + longest.path() + ", which is "
                            + Amounts.showDuration(values.get(longest)));
        }
    }

    private void fault(Key<?> key, Key<?> other, String sentence) {
        if (!bad.contains(key.path()) && !bad.contains(other.path())) {
            faults.add(new Fault(values.origin(key), "'" + key.path() + "': " + sentence));
        }
    }
}
