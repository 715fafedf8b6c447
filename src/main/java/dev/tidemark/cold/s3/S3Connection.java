package dev.tidemark.cold.s3;

import dev.tidemark.cold.object.ObjectCounters;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/// The library's client, set up as R2 and other servers need it, on threads that end at once.
final class S3Connection implements AutoCloseable {

    private static final int TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration FIRST_WAIT_SLOW_DOWN = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    /// Connections beyond the requests at once: one that was cut is closed a moment after its request has ended.
    private static final int SPARE_CONNECTIONS = 16;

    // The library does not know the class that Netty has put in this one's place.
    @SuppressWarnings("deprecation")
    private final EventLoopGroup loops = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("lake-s3-loop", true));

    private final S3AsyncClient client;

    /// Blocks for as long as it takes to load the library.
    S3Connection(S3Config config, ObjectCounters counters) {
        this.client = client(config, counters);
    }

    S3AsyncClient client() {
        return client;
    }

    /// Cuts off what runs.
    @Override
    public void close() {
        client.close();
        var _ = loops.shutdownGracefully(100, 1_000, TimeUnit.MILLISECONDS);
    }

    private S3AsyncClient client(S3Config config, ObjectCounters counters) {
        @Nullable URI address = config.address();
        var builder = S3AsyncClient.builder()
                .region(Region.of(config.signingRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        Objects.requireNonNull(config.accessKey()), Objects.requireNonNull(config.secretKey()))))
                .forcePathStyle(address != null)
                // R2 and most servers refuse the checksums that the library would add to every request, and its chunks.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .overrideConfiguration(overrides(config, counters))
                .httpClientBuilder(connections(config))
                // Whoever waits is called on a context of its own anyway.
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
        return (address == null ? builder : builder.endpointOverride(address)).build();
    }

    private static ClientOverrideConfiguration overrides(S3Config config, ObjectCounters counters) {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(config.timeout())
                .apiCallAttemptTimeout(config.timeout().dividedBy(2))
                .retryStrategy(retries())
                .addExecutionInterceptor(new CountRetries(counters))
                // What is configured is configured here, whatever lies in the home folder.
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build();
    }

    private static RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(TRIES)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_WAIT_SLOW_DOWN, LONGEST_WAIT))
                .circuitBreakerEnabled(false)
                .build();
    }

    private NettyNioAsyncHttpClient.Builder connections(S3Config config) {
        return NettyNioAsyncHttpClient.builder()
                .maxConcurrency(config.concurrency() + SPARE_CONNECTIONS)
                .connectionAcquisitionTimeout(config.timeout())
                .readTimeout(config.timeout())
                .writeTimeout(config.timeout())
                .eventLoopGroup(SdkEventLoopGroup.create(loops, NioSocketChannel::new));
    }
}
