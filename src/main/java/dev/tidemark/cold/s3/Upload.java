package dev.tidemark.cold.s3;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore.Digest;
import dev.tidemark.cold.ObjectStore.ObjectFacts;
import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.market.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts files, and never over another: the server is asked to refuse where there is an object already. One that cannot
/// is looked at first.
final class Upload {

    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Bucket bucket;
    private volatile boolean isConditional = true;

    Upload(Vertx vertx, Bucket bucket) {
        this.vertx = vertx;
        this.bucket = bucket;
    }

    Future<Put> put(String key, Path file, Digest digest) {
        return vertx.executeBlocking(() -> parts(key, file, digest), false)
                .map(Objects::requireNonNull)
                .compose(parts -> put(
                        new Subject(key, file, parts),
                        new Backoff(FIRST_WAIT, LONGEST_WAIT, RandomGenerator.getDefault())));
    }

    /// What is to be put.
    record Subject(String key, Path file, FileParts parts) {}

    private FileParts parts(String key, Path file, Digest digest) {
        try {
            var parts = FileParts.of(file, bucket.config().partBytes());
            if (!parts.digest().equals(digest)) {
                throw new ColdFault.Damaged(key, "Expected a file of " + digest + ", was " + parts.digest(), null);
            }
            return parts;
        } catch (IOException e) {
            throw new ColdFault.Unavailable(key, "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Future<Put> put(Subject subject, Backoff backoff) {
        boolean isSingle = subject.parts.isOne();
        // A large file is not sent to be told that it is there.
        Future<Optional<Put>> before =
                isConditional && isSingle ? Future.succeededFuture(Optional.empty()) : compare(subject);
        return before.compose(found -> found.map(Future::succeededFuture)
                .orElseGet(() -> send(subject)
                        .compose(end -> end == Put.CREATED ? Future.succeededFuture(end) : taken(subject, backoff))
                        .recover(failure -> failed(subject, backoff, failure))));
    }

    private Future<Put> send(Subject subject) {
        return subject.parts.isOne()
                ? new SingleUpload(bucket, subject, isConditional).put()
                : new PartedUpload(bucket, subject, isConditional).put();
    }

    /// The key is taken; or it was, a moment ago.
    private Future<Put> taken(Subject subject, Backoff backoff) {
        return compare(subject)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> again(subject, backoff)));
    }

    /// A put that did not go through may have: its answer may be lost.
    private Future<Put> failed(Subject subject, Backoff backoff, Throwable failure) {
        int status = S3Faults.status(failure.getCause() == null ? failure : failure.getCause());
        if (status == S3Faults.NOT_IMPLEMENTED && isConditional) {
            isConditional = false;
            LOG.warn(
                    "The server of {} cannot refuse to overwrite: every put looks first whether the key is free",
                    bucket.name());
            return put(subject, backoff);
        }
        if (status == S3Faults.CONFLICT) {
            return again(subject, backoff);
        }
        return failure instanceof ColdFault.Unavailable
                ? compare(subject)
                        .recover(ignored -> Future.failedFuture(failure))
                        .compose(found ->
                                found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(failure)))
                : Future.failedFuture(failure);
    }

    private Future<Put> again(Subject subject, Backoff backoff) {
        if (backoff.tries() >= TRIES) {
            return Future.failedFuture(
                    new ColdFault.Unavailable(subject.key, "Others write to " + subject.key + " all the time", null));
        }
        return vertx.timer(backoff.next().toMillis(), TimeUnit.MILLISECONDS).compose(ignored -> put(subject, backoff));
    }

    /// How what is under the key compares; empty where there is nothing.
    private Future<Optional<Put>> compare(Subject subject) {
        return bucket.head(subject.key)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : compare(subject, found.get()).map(Optional::of));
    }

    private Future<Put> compare(Subject subject, ObjectFacts there) {
        Digest digest = subject.parts.digest();
        if (there.bytes() != digest.bytes()) {
            return Future.succeededFuture(Put.DIFFERENT);
        }
        Future<String> sha256 = there.sha256() == null
                ? new RemoteDigest(bucket, subject.key, there.bytes()).sha256()
                : Future.succeededFuture(there.sha256());
        return sha256.map(sha -> sha.equals(digest.sha256()) ? Put.SAME : Put.DIFFERENT);
    }
}
