package dev.tidemark.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one venue is collected.
///
/// @param enabled whether the collector starts with the server
/// @param url another address than the venue's own; null for the venue's
/// @param symbols what to subscribe to, in Tidemark's names
/// @param channels of each symbol
/// @param quoteAlias quotes to rename; empty by default
/// @param silence how long a subscription may be without data before it is called silent; null for the venue's own
/// @param maxInFlight records handed to the journal and not yet durable, beyond which the socket is not read
public record ExchangeConfig(
        boolean enabled,
        @Nullable URI url,
        List<String> symbols,
        List<Channel> channels,
        Map<String, String> quoteAlias,
        @Nullable Duration silence,
        int maxInFlight) {

    public static final int DEFAULT_MAX_IN_FLIGHT = 20_000;

    public ExchangeConfig {
        symbols = List.copyOf(symbols);
        channels = List.copyOf(channels);
        quoteAlias = Map.copyOf(quoteAlias);
    }
}
