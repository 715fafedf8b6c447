package dev.tidemark.journal.segment;

import dev.tidemark.journal.JournalFault;
import dev.tidemark.journal.Receipt;
import dev.tidemark.journal.segment.format.KeyRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The idempotency keys of the last 24 hours: which append each stood for, and which are being written right now.
/// Bounded: beyond `maxKeys` the oldest is forgotten and counted. Thread-safe.
final class IdempotencyKeys {

    static final Duration LIFETIME = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);
    private static final int LOG_EVERY = 10_000;

    /// @param segment `first` of the segment that holds the key's newest record
    private record Remembered(KeyRecord record, long segment) {}

    private record Underway(KeyRecord record, Future<Receipt> answer) {}

    private final int maxKeys;
    private final Map<KeyRecord.Digest, Remembered> remembered = new LinkedHashMap<>();
    private final Map<KeyRecord.Digest, Underway> underway = new HashMap<>();
    private long forgotten;

    IdempotencyKeys(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /// The answer to a key that is known, which may still be on its way; null where the key is new, and from then
    /// on it stands for the append that `own` will answer.
    synchronized @Nullable Future<Receipt> findOrClaim(KeyRecord asked, String key, Future<Receipt> own) {
        var pending = underway.get(asked.key());
        if (pending != null) {
            return isSame(pending.record, asked)
                    ? pending.answer.map(first -> new Receipt(first.records(), true))
                    : Future.failedFuture(new JournalFault.KeyReused(key));
        }
        var known = remembered.get(asked.key());
        if (known != null && !isExpired(known.record, asked.atMs())) {
            return isSame(known.record, asked)
                    ? Future.succeededFuture(new Receipt(known.record.records(), true))
                    : Future.failedFuture(new JournalFault.KeyReused(key));
        }
        underway.put(asked.key(), new Underway(asked, own));
        return null;
    }

    /// The append of this key is durable, in this segment.
    synchronized void durable(KeyRecord record, long segment) {
        underway.remove(record.key());
        remember(record, segment);
        forgetOldest(record.atMs());
    }

    /// The append of this key failed: the key is free again.
    synchronized void released(KeyRecord record) {
        underway.remove(record.key());
    }

    /// Takes over the keys found in the log, by age: those carried forward lie behind younger ones.
    ///
    /// @param recordToSegment each with the last segment that holds it
    synchronized void restore(Map<KeyRecord, Long> recordToSegment, long nowMs) {
        recordToSegment.entrySet().stream()
                .filter(each -> !isExpired(each.getKey(), nowMs))
                .sorted(Comparator.comparingLong(each -> -each.getKey().atMs()))
                .limit(maxKeys)
                .toList()
                .reversed()
                .forEach(each -> remember(each.getKey(), each.getValue()));
    }

    /// The keys that would be lost with this segment.
    synchronized List<KeyRecord> onlyIn(long segment, long nowMs) {
        var keys = new ArrayList<KeyRecord>();
        for (var each : remembered.values()) {
            if (each.segment == segment && !isExpired(each.record, nowMs)) {
                keys.add(each.record);
            }
        }
        return keys;
    }

    /// These keys now have a record in this segment, too.
    synchronized void moved(List<KeyRecord> keys, long segment) {
        for (KeyRecord key : keys) {
            remembered.replace(key.key(), new Remembered(key, segment));
        }
    }

    /// Keys forgotten before their time.
    synchronized long forgotten() {
        return forgotten;
    }

    private void remember(KeyRecord record, long segment) {
        // Removed first, so that the order is by age.
        remembered.remove(record.key());
        remembered.put(record.key(), new Remembered(record, segment));
    }

    private void forgetOldest(long nowMs) {
        Iterator<Remembered> oldestFirst = remembered.values().iterator();
        while (oldestFirst.hasNext()) {
            boolean isExpired = isExpired(oldestFirst.next().record, nowMs);
            if (!isExpired && remembered.size() <= maxKeys) {
                return;
            }
            oldestFirst.remove();
            if (!isExpired && forgotten++ % LOG_EVERY == 0) {
                LOG.warn("idempotency keys forgotten before their time, maxKeys={}, forgotten={}", maxKeys, forgotten);
            }
        }
    }

    private static boolean isExpired(KeyRecord record, long nowMs) {
        return nowMs - record.atMs() >= LIFETIME.toMillis();
    }

    private static boolean isSame(KeyRecord one, KeyRecord other) {
        return one.content().equals(other.content());
    }
}
