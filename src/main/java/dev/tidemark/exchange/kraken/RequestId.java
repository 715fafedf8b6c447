package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Channel;
import java.util.List;

/// What we number subscribe messages by, so that the answers say which channel they are about.
enum RequestId {
    TRADES(1, "\"channel\":\"trade\""),
    TICKER(2, "\"channel\":\"ticker\",\"event_trigger\":\"trades\""),
    /// Stands for the ticker too where both are wanted of a symbol.
    BOOK_TICKER(3, "\"channel\":\"ticker\",\"event_trigger\":\"bbo\"");

    private final int id;
    private final String parameters;

    RequestId(int id, String parameters) {
        this.id = id;
        this.parameters = parameters;
    }

    /// The number in `req_id`.
    int id() {
        return id;
    }

    /// Channel and trigger, as members of a JSON object.
    String parameters() {
        return parameters;
    }

    /// What an answer to the message concerns, of which some may not have been asked for.
    List<Channel> channels() {
        return switch (this) {
            case TRADES -> List.of(Channel.TRADES);
            case TICKER -> List.of(Channel.TICKER);
            case BOOK_TICKER -> List.of(Channel.BOOK_TICKER, Channel.TICKER);
        };
    }

    /// The channels that an answer with this number concerns; all where it has none of ours.
    static List<Channel> channelsOf(long id) {
        for (RequestId request : values()) {
            if (request.id == id) {
                return request.channels();
            }
        }
        return List.of(Channel.values());
    }
}
