package dev.tidemark.cold.s3;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.ObjectStore.Put;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What failures of the library and of the server mean.
final class S3Faults {

    static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    static final int NOT_IMPLEMENTED = 501;

    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY = 429;

    /// Errors with a status of the 400s that another try may mend.
    private static final Set<String> TRANSIENT =
            Set.of("BadDigest", "InvalidDigest", "IncompleteBody", "RequestTimeout", "NoSuchUpload", "SlowDown");

    private S3Faults() {}

    /// The fault that a failed request about a key is.
    static ColdFault of(String key, Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case ColdFault known -> known;
            case AwsServiceException answer -> ofAnswer(key, answer);
            default -> new ColdFault.Unavailable(key, "The bucket did not answer for " + key + ": " + cause, cause);
        };
    }

    /// The HTTP status that a failure carries; 0 for none.
    static int status(Throwable failure) {
        return cause(failure) instanceof AwsServiceException answer ? answer.statusCode() : 0;
    }

    /// How a request that was not to overwrite has ended: [Put#DIFFERENT] where there is an object already.
    static Put putEnd(String key, @Nullable Throwable failure) {
        if (failure == null) {
            return Put.CREATED;
        }
        if (status(failure) == PRECONDITION_FAILED) {
            return Put.DIFFERENT;
        }
        throw of(key, failure);
    }

    private static ColdFault ofAnswer(String key, AwsServiceException answer) {
        int status = answer.statusCode();
        String code = code(answer);
        String said = "The bucket answered " + status + " " + code + " for " + key;
        if (status == NOT_FOUND && (code.isEmpty() || code.equals("NoSuchKey"))) {
            return new ColdFault.Missing(key);
        }
        if (status == RANGE_NOT_SATISFIABLE) {
            return new ColdFault.Damaged(key, said + ": it is shorter than was planned for", answer);
        }
        boolean isOurs = status >= 300 && status < 500 && status != CONFLICT && status != TOO_MANY;
        return isOurs && !TRANSIENT.contains(code)
                ? new ColdFault.Refused(key, said, answer)
                : new ColdFault.Unavailable(key, said, answer);
    }

    private static String code(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        // A HEAD has no body to say more in; the library then repeats the status.
        return details == null
                        || details.errorCode() == null
                        || details.errorCode().matches("[0-9]*")
                ? ""
                : details.errorCode();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }
}
