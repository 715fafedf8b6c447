package dev.tidemark.cold.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A bucket, and how to speak to it.
///
/// @param endpoint of the API; null is the one of `accountId`, or AWS
/// @param accountId of R2; null for none
/// @param region null is `auto`, which R2 and most servers take, or `us-east-1` of AWS
/// @param accessKey null, as `secretKey`, where there is no account
/// @param partBytes size of the parts that a file is uploaded in; a file of up to that size is uploaded at once
/// @param concurrency requests at once
/// @param timeout of one request, and the most that one of its tries may take
public record S3Config(
        @Nullable URI endpoint,
        @Nullable String accountId,
        String bucket,
        @Nullable String region,
        @Nullable String accessKey,
        @Nullable String secretKey,
        long partBytes,
        int concurrency,
        Duration timeout) {

    public static final S3Config DEFAULT =
            new S3Config(null, null, "data-lake", null, null, null, 16L << 20, 64, Duration.ofSeconds(30));

    /// Whether there are credentials, without which there is no S3.
    public boolean hasCredentials() {
        return accessKey != null && secretKey != null;
    }

    /// Where the API is; null for AWS' own.
    public @Nullable URI address() {
        return endpoint == null && accountId != null
                ? URI.create("https://" + accountId + ".r2.cloudflarestorage.com")
                : endpoint;
    }

    /// The region to sign for.
    public String signingRegion() {
        if (region != null) {
            return region;
        }
        return address() == null ? "us-east-1" : "auto";
    }

    /// The same in another bucket.
    public S3Config withBucket(String other) {
        return new S3Config(endpoint, accountId, other, region, accessKey, secretKey, partBytes, concurrency, timeout);
    }

    @Override
    public String toString() {
        return "S3Config[" + (address() == null ? "AWS" : address()) + ", " + bucket + "]";
    }
}
