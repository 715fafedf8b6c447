package dev.tidemark.exchange.kraken;

import dev.tidemark.exchange.Channel;
import java.util.List;

/// What we number subscribe messages by, so that the answers say which channel they are about.
enum RequestId {
    TRADES("\"channel\":\"trade\"", List.of(Channel.TRADES)),
    TICKER("\"channel\":\"ticker\",\"event_trigger\":\"trades\"", List.of(Channel.TICKER)),
    /// Stands for the ticker too where both are wanted of a symbol.
    BOOK_TICKER(
            "\"channel\":\"ticker\",\"event_trigger\":\"bbo\"", List.of(Channel.BOOK_TICKER, Channel.TICKER));

    private final String parameters;
    private final List<Channel> channels;

    RequestId(String parameters, List<Channel> channels) {
        this.parameters = parameters;
        this.channels = channels;
    }

    /// The number in `req_id`, from 1.
    int id() {
        return ordinal() + 1;
    }

    /// Channel and trigger, as members of a JSON object.
    String parameters() {
        return parameters;
    }

    /// What an answer to the message concerns, of which some may not have been asked for.
    List<Channel> channels() {
        return channels;
    }

    /// The channels that an answer with this number concerns; all where it has none of ours.
    static List<Channel> channelsOf(long id) {
        return id >= 1 && id <= values().length ? values()[(int) id - 1].channels : List.of(Channel.values());
    }
}
