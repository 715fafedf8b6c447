package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ColdReadCounters;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.parquet.read.FetchPlan.Fetch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fetches parts of files, so many at once, and keeps them, so many bytes: sixteen points of one row group are one
/// request. Who asks for what is on its way waits for it. Thread-safe.
final class BlockSource {

    private final ObjectStore store;
    private final ReadLimits limits;
    private final Permits permits;

    /// In the order of their last use. What is on its way is counted with its full length.
    private final Map<Place, Future<byte[]>> placeToBytes = new LinkedHashMap<>(64, 0.75f, true);

    private long keptBytes;

    BlockSource(ObjectStore store, ReadLimits limits) {
        this.store = store;
        this.limits = limits;
        this.permits = new Permits(limits.requests(), limits.waiting());
    }

    /// A part of an object.
    record Place(String key, long offset, int length) {

        Place(String key, Fetch fetch) {
            this(key, fetch.offset(), fetch.length());
        }
    }

    /// The bytes of a part. Nobody may change them.
    ///
    /// @param isKept whether others will want them soon
    Future<byte[]> fetch(Place place, boolean isKept, List<ColdReadCounters> counters) {
        if (!isKept || place.length() > limits.cacheBytes() / 4) {
            return get(place, counters);
        }
        Promise<byte[]> promise = Promise.promise();
        synchronized (placeToBytes) {
            Future<byte[]> known = placeToBytes.get(place);
            if (known != null) {
                counters.forEach(ColdReadCounters::hit);
                return known;
            }
            keep(place, promise.future());
        }
        return get(place, counters).onFailure(_ -> forget(place)).onComplete(promise);
    }

    /// Drops a part that turned out to be damaged: the next one who asks gets it anew.
    void forget(Place place) {
        synchronized (placeToBytes) {
            if (placeToBytes.remove(place) != null) {
                keptBytes -= place.length();
            }
        }
    }

    private void keep(Place place, Future<byte[]> bytes) {
        if (placeToBytes.put(place, bytes) == null) {
            keptBytes += place.length();
        }
        var eldest = placeToBytes.entrySet().iterator();
        while (keptBytes > limits.cacheBytes() && eldest.hasNext()) {
            keptBytes -= eldest.next().getKey().length();
            eldest.remove();
        }
    }

    private Future<byte[]> get(Place place, List<ColdReadCounters> counters) {
        return permits.with(place.key(), () -> {
            counters.forEach(one -> one.got(place.length()));
            return store.read(place.key(), place.offset(), place.length()).compose(bytes -> whole(place, bytes));
        });
    }

    private static Future<byte[]> whole(Place place, byte[] bytes) {
        if (bytes.length != place.length()) {
            return Future.failedFuture(new ColdFault.Damaged(
                    place.key(),
                    "Expected " + place.length() + " bytes at " + place.offset() + ", was " + bytes.length,
                    null));
        }
        return Future.succeededFuture(bytes);
    }
}
