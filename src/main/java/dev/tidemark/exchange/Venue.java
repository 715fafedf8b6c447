package dev.tidemark.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A venue's own rules, from its documentation.
///
/// @param source Tidemark's name of the venue, as in `binance-us`
/// @param endpoint the public WebSocket address
/// @param channels what it offers
/// @param maxSubscriptionsPerConnection beyond it another connection is opened
/// @param minSendInterval the shortest time between two messages that we send on one connection
/// @param minConnectInterval the shortest time between two connection attempts
/// @param maxConnectionAge when the venue cuts by plan; null where it does not
/// @param pingInterval how often the application ping of [Exchange#ping] is due; null where the venue wants none
/// @param silence how long a live subscription may be without data before it is called silent
public record Venue(
        String source,
        URI endpoint,
        Set<Channel> channels,
        int maxSubscriptionsPerConnection,
        Duration minSendInterval,
        Duration minConnectInterval,
        @Nullable Duration maxConnectionAge,
        @Nullable Duration pingInterval,
        Duration silence) {

    public Venue {
        channels = Set.copyOf(channels);
    }
}
