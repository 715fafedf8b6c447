package dev.tidemark.exchange.binance;

import dev.tidemark.exchange.Channel;
import dev.tidemark.exchange.Exchange;
import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.SeriesNames;
import dev.tidemark.exchange.Subscription;
import dev.tidemark.exchange.Venue;
import dev.tidemark.exchange.codec.JsonText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Binance spot or Binance.US: ticker, book ticker and trades, no login.
///
/// An unknown symbol is not rejected by the venue: only the silence of its subscription tells.
public final class BinanceExchange implements Exchange {

    /// The most streams in one subscribe message.
    static final int MAX_STREAMS_PER_MESSAGE = 200;

    private static final List<String> QUOTES = List.of(
            "USDT", "USDC", "FDUSD", "TUSD", "BUSD", "USDP", "USD1", "USDS", "DAI", "RLUSD", "XUSD", "BFUSD", "U",
            "UST", "USD", "EUR", "EURI", "AEUR", "GBP", "TRY", "BRL", "ARS", "COP", "CZK", "JPY", "MXN", "PLN", "RON",
            "RUB", "UAH", "ZAR", "AUD", "NGN", "IDR", "IDRT", "BIDR", "BVND", "VAI", "BKRW", "BTC", "ETH", "BNB", "SOL",
            "XRP", "TRX", "DOGE", "DOT", "PAX");
    private static final List<String> QUOTES_US = List.of("USD", "USDT", "USDC", "BUSD", "DAI", "BTC", "ETH", "BNB");

    private final Venue venue;
    private final MarketNames names;

    private BinanceExchange(Venue venue, MarketNames names) {
        this.venue = venue;
        this.names = names;
    }

    /// binance.com.
    ///
    /// @param symbols those that will be subscribed to: their names need no guess about where the quote begins
    public static BinanceExchange com(Collection<String> symbols) {
        return new BinanceExchange(
                venue("binance", "wss://stream.binance.com:9443/stream", Duration.ofMinutes(1)),
                new MarketNames(QUOTES, symbols));
    }

    /// binance.us.
    ///
    /// @param symbols as in [#com]
    public static BinanceExchange us(Collection<String> symbols) {
        return new BinanceExchange(
                venue("binance-us", "wss://stream.binance.us:9443/stream", Duration.ofMinutes(10)),
                new MarketNames(QUOTES_US, symbols));
    }

    @Override
    public Venue venue() {
        return venue;
    }

    /// Messages of up to 200 streams, numbered from 1; message `id` is acknowledged as number `id - 1` of this
    /// list.
    @Override
    public List<String> subscribe(List<Subscription> subscriptions) {
        List<String> streams =
                subscriptions.stream().map(this::stream).distinct().toList();
        var messages = new ArrayList<String>();
        for (int from = 0; from < streams.size(); from += MAX_STREAMS_PER_MESSAGE) {
            List<String> some = streams.subList(from, Math.min(from + MAX_STREAMS_PER_MESSAGE, streams.size()));
            messages.add("{\"method\":\"SUBSCRIBE\",\"params\":" + JsonText.array(some) + ",\"id\":"
                    + (messages.size() + 1) + "}");
        }
        return List.copyOf(messages);
    }

    /// The name as it stands in the data, upper case; stream names are lower case.
    @Override
    public String nativeName(String symbol) {
        return MarketNames.nativeName(symbol);
    }

    @Override
    public String symbol(String nativeName) {
        return names.symbol(nativeName);
    }

    @Override
    public FrameDecoder decoder(SeriesNames series) {
        return new BinanceDecoder(series);
    }

    private String stream(Subscription subscription) {
        String suffix = switch (subscription.channel()) {
            case TICKER -> "@ticker";
            case BOOK_TICKER -> "@bookTicker";
            case TRADES -> "@trade";
        };
        return nativeName(subscription.symbol()).toLowerCase(Locale.ROOT) + suffix;
    }

    private static Venue venue(String source, String endpoint, Duration silence) {
        return new Venue(
                source,
                URI.create(endpoint),
                Set.of(Channel.TICKER, Channel.BOOK_TICKER, Channel.TRADES),
                1_024,
                // Five messages a second, our pongs among them.
                Duration.ofMillis(250),
                // 300 attempts in five minutes and IP.
                Duration.ofSeconds(1),
                // The venue cuts at 24 hours; half an hour earlier there is time to change over.
                Duration.ofHours(24).minusMinutes(30),
                null,
                silence);
    }
}
