package dev.tidemark.node;

import dev.tidemark.cold.ColdConfig;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cold.folder.FolderObjectStore;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.parquet.read.ReadLimits;
import dev.tidemark.cold.s3.S3Config;
import dev.tidemark.cold.s3.S3ObjectStore;
import dev.tidemark.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lake as configured: a folder, or a bucket.
///
/// @param store of its objects
/// @param limits of what reads it
/// @param counters of the requests to it
/// @param close ends it, once nobody uses it any more
public record Lake(ObjectStore store, ReadLimits limits, ObjectCounters counters, Supplier<Future<Void>> close) {

    private static final Logger LOG = LoggerFactory.getLogger(Lake.class);
    private static final String BUCKET = "s3://";
    private static final String FOLDER = "lake";

    /// Opens the lake.
    public static Future<Lake> open(Vertx vertx, Settings settings) {
        @Nullable String url = settings.cold().url();
        S3Config s3 = settings.cold().s3();
        if (url != null && url.startsWith(BUCKET)) {
            return bucket(vertx, s3.withBucket(url.substring(BUCKET.length())));
        }
        if (url != null) {
            return folder(vertx, path(url));
        }
        if (s3.hasCredentials()) {
            return bucket(vertx, s3);
        }
        return folder(vertx, settings.data().resolve(FOLDER))
                .onSuccess(lake -> LOG.info(
                        "The lake is the local folder {}, since there are no credentials for a bucket",
                        lake.store.describe()));
    }

    /// Opens the place of the copies, as configured. A folder that cannot be made fails it.
    static Future<Lake> openCopy(Vertx vertx, ColdConfig config) {
        String url = Objects.requireNonNull(config.copyUrl(), "Expected a place for copies");
        return url.startsWith(BUCKET)
                ? bucket(vertx, config.copyS3().withBucket(url.substring(BUCKET.length())))
                : folder(vertx, path(url));
    }

    /// How the manifest calls the place of the copies: buckets of one name are many.
    static String copyName(ColdConfig config) {
        String url = Objects.requireNonNull(config.copyUrl(), "Expected a place for copies");
        URI address = config.copyS3().address();
        return url.startsWith(BUCKET) && address != null ? url + " at " + address.getHost() : url;
    }

    private static Path path(String url) {
        return Path.of(url.substring("file:".length()).replaceFirst("^//(?=/)", ""));
    }

    private static Future<Lake> folder(Vertx vertx, Path root) {
        var counters = new ObjectCounters();
        return FolderObjectStore.open(vertx, root, counters)
                .map(store -> new Lake(store, ReadLimits.UNCACHED, counters, () -> closed(store)));
    }

    private static Future<Lake> bucket(Vertx vertx, S3Config config) {
        var counters = new ObjectCounters();
        return S3ObjectStore.open(vertx, config, counters)
                .map(store -> new Lake(store, ReadLimits.DEFAULT, counters, store::close));
    }

    private static Future<Void> closed(FolderObjectStore store) {
        store.close();
        return Future.succeededFuture();
    }
}
