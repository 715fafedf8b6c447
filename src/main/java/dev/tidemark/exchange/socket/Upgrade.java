package dev.tidemark.exchange.socket;

import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The request that makes a socket of an address.
public final class Upgrade {

    private static final int PORT_TLS = 443;
    private static final int PORT_PLAIN = 80;

    private Upgrade() {}

    public static WebSocketConnectOptions to(URI address, List<String> subProtocols, Duration timeout) {
        boolean isTls = "wss".equalsIgnoreCase(address.getScheme());
        int port = isTls ? PORT_TLS : PORT_PLAIN;
        var options = new WebSocketConnectOptions();
        options.setHost(address.getHost());
        options.setPort(address.getPort() >= 0 ? address.getPort() : port);
        options.setSsl(isTls);
        options.setURI(pathAndQuery(address));
        // No browser, no origin: some venues refuse one that they do not know.
        options.setAllowOriginHeader(false);
        options.setSubProtocols(subProtocols);
        options.setConnectTimeout(timeout.toMillis());
        options.setTimeout(timeout.toMillis());
        return options;
    }

    private static String pathAndQuery(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }
}
