package dev.tidemark.exchange;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One venue's dialect, as a pure codec: no I/O, no clock, no threads.
///
/// Immutable and thread-safe; what must be remembered between frames lives in the [FrameDecoder] of a connection.
public interface Exchange {

    Venue venue();

    /// The address to connect to for these subscriptions, built on the configured endpoint.
    default URI address(URI endpoint, List<Subscription> subscriptions) {
        return endpoint;
    }

    /// The text messages that subscribe, in the order in which they are to be sent. Heartbeats that the venue
    /// offers are included although no [Subscription] names them.
    List<String> subscribe(List<Subscription> subscriptions);

    /// The application-level ping message; null where [Venue#pingInterval] is.
    default @Nullable String ping() {
        return null;
    }

    /// The venue's name of a symbol: `BTC/USD` to `BTC-USD`.
    String nativeName(String symbol);

    /// Tidemark's name of a venue's symbol, in today's names: `XBT/USD` to `BTC/USD`. Total: a name that does not
    /// parse comes back as it is.
    String symbol(String nativeName);

    /// A decoder for one connection.
    FrameDecoder decoder(SeriesNames names);
}
