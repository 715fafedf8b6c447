package dev.tidemark.exchange;

/// One channel of one symbol on one venue.
///
/// @param symbol Tidemark's name, as in `BTC/USD`
public record Subscription(Channel channel, String symbol) {

    @Override
    public String toString() {
        return channel.label() + ":" + symbol;
    }
}
