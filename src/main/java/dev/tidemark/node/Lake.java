package dev.tidemark.node;

import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/// The lake as configured: a folder, or a bucket.
///
/// @param store of its objects
/// @param counters of the requests to it
/// @param close ends it, once nobody uses it any more
public record Lake(ObjectStore store, ObjectCounters counters, Supplier<Future<Void>> close) {

    private static final String FOLDER = "lake";

    /// Opens the lake.
    public static Future<Lake> open(Vertx vertx, Settings settings) {
        var counters = new ObjectCounters();
        return FolderObjectStore.open(vertx, settings.data().resolve(FOLDER), counters)
                .map(store -> new Lake(store, counters, () -> closed(store)));
    }

    private static Future<Void> closed(FolderObjectStore store) {
        store.close();
        return Future.succeededFuture();
    }
}
