package dev.tidemark.cold.s3;

import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.FileRequestBodyConfiguration;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Puts a large file in parts, some of them at once. Nothing is to be seen of it before the last request; an upload
/// that fails is given up, so that nobody pays for its parts.
final class PartedUpload {

    static final String CONTENT_TYPE = "application/vnd.apache.parquet";

    private static final Logger LOG = LoggerFactory.getLogger(PartedUpload.class);
    private static final int AT_ONCE = 4;

    private final Bucket bucket;
    private final Upload.Subject subject;
    private final boolean isConditional;
    private final Queue<FileParts.Part> left;
    private final Queue<CompletedPart> sent = new ConcurrentLinkedQueue<>();

    PartedUpload(Bucket bucket, Upload.Subject subject, boolean isConditional) {
        this.bucket = bucket;
        this.subject = subject;
        this.isConditional = isConditional;
        this.left = new ConcurrentLinkedQueue<>(subject.parts().parts());
    }

    /// [Put#DIFFERENT] where there is an object already, be it the same or not.
    Future<Put> put() {
        return begin().compose(id -> Future.all(
                        Stream.generate(() -> lane(id)).limit(AT_ONCE).toList())
                .compose(ignored -> complete(id))
                .compose(end -> end == Put.CREATED
                        ? Future.succeededFuture(end)
                        : abort(id).transform(ignored -> Future.succeededFuture(end)))
                .recover(failure -> abort(id).transform(ignored -> Future.failedFuture(failure))));
    }

    private Future<String> begin() {
        return bucket.send(
                Operation.PUT,
                subject.key(),
                s3 -> s3.createMultipartUpload(create -> create.bucket(bucket.name())
                                .key(subject.key())
                                .contentType(CONTENT_TYPE)
                                .metadata(Map.of(
                                        Bucket.SHA256, subject.parts().digest().sha256())))
                        .thenApply(answer -> answer.uploadId()));
    }

    /// Sends one part after the other until none is left.
    private Future<Void> lane(String id) {
        FileParts.Part part = left.poll();
        return part == null
                ? Future.succeededFuture()
                : send(id, part).onFailure(failure -> left.clear()).compose(ignored -> lane(id));
    }

    private Future<Void> send(String id, FileParts.Part part) {
        Duration timeout = bucket.config().timeout();
        var request = UploadPartRequest.builder()
                .bucket(bucket.name())
                .key(subject.key())
                .uploadId(id)
                .partNumber(part.number())
                .contentLength(part.length())
                .contentMD5(part.md5())
                .overrideConfiguration(patient -> patient.apiCallAttemptTimeout(timeout)
                        .apiCallTimeout(timeout.multipliedBy(SingleUpload.PATIENCE)))
                .build();
        var body = FileRequestBodyConfiguration.builder()
                .path(subject.file())
                .position(part.offset())
                .numBytesToRead(part.length())
                .build();
        return bucket.send(
                        Operation.PUT,
                        subject.key(),
                        timeout.multipliedBy(SingleUpload.PATIENCE + 1L),
                        s3 -> s3.uploadPart(request, AsyncRequestBody.fromFile(body)))
                .onSuccess(ignored -> bucket.counters().addBytes(Operation.PUT, part.length()))
                .map(answer -> sent.add(CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(answer.eTag())
                        .build()))
                .mapEmpty();
    }

    private Future<Put> complete(String id) {
        List<CompletedPart> parts = sent.stream()
                .sorted(Comparator.comparing(CompletedPart::partNumber))
                .toList();
        var request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket.name())
                .key(subject.key())
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts))
                .ifNoneMatch(isConditional ? "*" : null)
                .build();
        return bucket.send(
                Operation.PUT,
                subject.key(),
                s3 -> s3.completeMultipartUpload(request)
                        .handle((answer, failure) -> S3Faults.putEnd(subject.key(), failure)));
    }

    private Future<Void> abort(String id) {
        return bucket.send(
                        Operation.PUT,
                        subject.key(),
                        s3 -> s3.abortMultipartUpload(abort ->
                                abort.bucket(bucket.name()).key(subject.key()).uploadId(id)))
                .onFailure(failure ->
                        LOG.warn("The parts of {} may be left in the bucket: {}", subject.key(), failure.getMessage()))
                .mapEmpty();
    }
}
