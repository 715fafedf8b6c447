package dev.tidemark.testkit;

import dev.tidemark.cold.s3.S3Config;
import java.net.URI;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// An S3 server that somebody else has written, in this process and in memory. It checks signatures.
public final class S3Server implements AutoCloseable {

    private static final String ACCESS_KEY = "access-key";
    private static final String SECRET_KEY = "secret-key";

    private final TransientNio2BlobStore objects = new TransientNio2BlobStore();
    private final S3Proxy server;

    private S3Server() {
        this.server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .blobStore(objects)
                .build();
    }

    /// Starts a server on a free port of 127.0.0.1.
    public static S3Server start() {
        var started = new S3Server();
        try {
            started.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Expected the S3 server to start", e);
        }
        return started;
    }

    /// A new, empty bucket.
    public S3Config bucket(String name) {
        objects.createContainer(name);
        return new S3Config(
                URI.create("http://127.0.0.1:" + server.getPort()),
                null,
                name,
                null,
                ACCESS_KEY,
                SECRET_KEY,
                5 << 20,
                32,
                Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Expected the S3 server to stop", e);
        }
    }
}
