package dev.tidemark.http;

import java.util.List;

/// The HTTP server.
///
/// @param host address to listen on; keys are required elsewhere than on loopback
/// @param port 0 takes a free one
/// @param maxBodyBytes of a request
/// @param maxFeeds in one ingest request
/// @param requestsPerSecond of one key, or of one address where there is none
/// @param corsOrigins allowed origins; empty for none
public record HttpConfig(
        String host, int port, int maxBodyBytes, int maxFeeds, int requestsPerSecond, List<String> corsOrigins) {

    public static final HttpConfig DEFAULT = new HttpConfig("127.0.0.1", 8080, 8 << 20, 50_000, 100, List.of());

    public HttpConfig {
        corsOrigins = List.copyOf(corsOrigins);
    }
}
