package dev.tidemark.cold.s3;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.object.ObjectCounters;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import dev.tidemark.cold.object.RequestQueue;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/// The requests to one bucket: each bounded, counted, and failing as a [ColdFault].
final class Bucket {

    /// Where [dev.tidemark.cold.ObjectStore.Digest#sha256] is kept, as `x-amz-meta-sha256`.
    static final String SHA256 = "sha256";

    private static final int PAGE = 1_000;

    private final S3AsyncClient client;
    private final S3Config config;
    private final RequestQueue requests;
    private final ObjectCounters counters;

    Bucket(S3AsyncClient client, S3Config config, RequestQueue requests, ObjectCounters counters) {
        this.client = client;
        this.config = config;
        this.requests = requests;
        this.counters = counters;
    }

    String name() {
        return config.bucket();
    }

    S3Config config() {
        return config;
    }

    ObjectCounters counters() {
        return counters;
    }

    /// Sends a request when its turn has come.
    <T> Future<T> send(Operation operation, String key, Function<S3AsyncClient, CompletableFuture<T>> request) {
        return send(operation, key, config.timeout().multipliedBy(2), request);
    }

    <T> Future<T> send(
            Operation operation, String key, Duration deadline, Function<S3AsyncClient, CompletableFuture<T>> request) {
        return requests.run(new RequestQueue.Request<>(
                operation,
                key,
                deadline,
                () -> request.apply(client).exceptionally(failure -> {
                    throw S3Faults.of(key, failure);
                })));
    }

    Future<byte[]> read(String key, long offset, int length) {
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        return send(
                        Operation.READ,
                        key,
                        s3 -> s3.getObject(
                                        get -> get.bucket(name()).key(key).range(range),
                                        AsyncResponseTransformer.toBytes())
                                .thenApply(answer -> checked(key, offset, length, answer)))
                .onSuccess(bytes -> counters.addBytes(Operation.READ, bytes.length));
    }

    Future<Optional<ObjectFacts>> head(String key) {
        return send(
                Operation.HEAD,
                key,
                s3 -> s3.headObject(head -> head.bucket(name()).key(key)).handle((answer, failure) -> {
                    if (failure == null) {
                        return Optional.of(facts(key, answer));
                    }
                    if (S3Faults.of(key, failure) instanceof ColdFault.Missing) {
                        return Optional.empty();
                    }
                    throw S3Faults.of(key, failure);
                }));
    }

    /// One page of at most [#PAGE] keys; an empty one is the last.
    Future<List<ObjectFacts>> page(String prefix, @Nullable String after, int limit) {
        return send(
                Operation.LIST,
                prefix,
                s3 -> s3.listObjectsV2(list -> list.bucket(name())
                                .prefix(prefix)
                                .startAfter(after)
                                .maxKeys(Math.min(limit, PAGE)))
                        .thenApply(Bucket::facts));
    }

    Future<Void> delete(String key) {
        return send(
                        Operation.DELETE,
                        key,
                        s3 -> s3.deleteObject(delete -> delete.bucket(name()).key(key))
                                .handle((answer, failure) -> {
                                    if (failure != null && !(S3Faults.of(key, failure) instanceof ColdFault.Missing)) {
                                        throw S3Faults.of(key, failure);
                                    }
                                    return true;
                                }))
                .mapEmpty();
    }

    private static byte[] checked(String key, long offset, int length, ResponseBytes<GetObjectResponse> answer) {
        byte[] bytes = answer.asByteArrayUnsafe();
        @Nullable String range = answer.response().contentRange();
        boolean isAsked = range == null ? offset == 0 : range.startsWith("bytes " + offset + "-");
        if (bytes.length != length || !isAsked) {
            throw new ColdFault.Damaged(
                    key,
                    "Expected " + length + " bytes from " + offset + " on of " + key + ", was " + bytes.length
                            + " bytes, " + range,
                    null);
        }
        return bytes;
    }

    private static ObjectFacts facts(String key, HeadObjectResponse answer) {
        return new ObjectFacts(
                key,
                answer.contentLength(),
                bare(answer.eTag()),
                answer.metadata().get(SHA256),
                known(answer.lastModified()));
    }

    private static List<ObjectFacts> facts(ListObjectsV2Response page) {
        return page.contents().stream()
                .map(one -> new ObjectFacts(one.key(), one.size(), bare(one.eTag()), null, known(one.lastModified())))
                .toList();
    }

    /// A store that does not say has it from long ago.
    private static Instant known(@Nullable Instant modified) {
        return modified == null ? Instant.EPOCH : modified;
    }

    private static String bare(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
