package dev.tidemark.cold.s3;

import dev.tidemark.cold.ObjectStore.Put;
import dev.tidemark.cold.object.ObjectCounters.Operation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Puts a small file with one request.
final class SingleUpload {

    /// A part may be slow to send where a range is not slow to come.
    static final int PATIENCE = 4;

    private final Bucket bucket;
    private final Upload.Subject subject;
    private final boolean isConditional;

    SingleUpload(Bucket bucket, Upload.Subject subject, boolean isConditional) {
        this.bucket = bucket;
        this.subject = subject;
        this.isConditional = isConditional;
    }

    /// [Put#DIFFERENT] where there is an object already, be it the same or not.
    Future<Put> put() {
        FileParts.Part part = subject.parts().parts().getFirst();
        Duration timeout = bucket.config().timeout();
        var request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(subject.key())
                .contentLength(part.length())
                .contentMD5(part.md5())
                .contentType(PartedUpload.CONTENT_TYPE)
                .metadata(Map.of(Bucket.SHA256, subject.parts().digest().sha256()))
                .ifNoneMatch(isConditional ? "*" : null)
                .overrideConfiguration(patient ->
                        patient.apiCallAttemptTimeout(timeout).apiCallTimeout(timeout.multipliedBy(PATIENCE)))
                .build();
        return bucket.send(
                        Operation.PUT,
                        subject.key(),
                        timeout.multipliedBy(PATIENCE + 1L),
                        s3 -> s3.putObject(request, AsyncRequestBody.fromFile(subject.file()))
                                .handle((answer, failure) -> S3Faults.putEnd(subject.key(), failure)))
                .onSuccess(ignored -> bucket.counters().addBytes(Operation.PUT, part.length()));
    }
}
