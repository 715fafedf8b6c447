package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tidemark.market.TickBatch;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads `{"feeds":[…]}` in one pass into a batch of ticks, all or nothing.
///
/// Members beside `feeds` are passed over, and so are unknown fields of a feed; known ones must be of their type.
/// Stateless and thread-safe.
final class FeedsParser {

    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Field names come from outside: they must not fill the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final int maxFeeds;

    FeedsParser(int maxFeeds) {
        this.maxFeeds = maxFeeds;
    }

    /// Reads a body, or throws [FeedFault].
    ///
    /// @param receivedUs when the request came in, for every row
    TickBatch parse(byte[] body, long receivedUs) {
        var feeds = new FeedReader(body, receivedUs);
        try (JsonParser json = JSON.createParser(body)) {
            readBody(json, feeds);
            return feeds.batch();
        } catch (JacksonException e) {
            throw new FeedFault(
                    feeds.pointer(), "Expected JSON, was broken at " + place(e) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no failing read of bytes in memory", e);
        }
    }

    private void readBody(JsonParser json, FeedReader feeds) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw FeedFault.expected("#", "an object {\"feeds\":[…]}", describe(json));
        }
        boolean isFound = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isFeeds = json.currentName().equals("feeds");
            json.nextToken();
            if (isFeeds && isFound) {
                throw new FeedFault("#/feeds", "Expected 'feeds' once, was there twice");
            }
            if (isFeeds) {
                readFeeds(json, feeds);
            } else {
                json.skipChildren();
            }
            isFound |= isFeeds;
        }
        if (!isFound) {
            throw new FeedFault("#/feeds", "Expected 'feeds', a list, was not there");
        }
        if (json.nextToken() != null) {
            throw FeedFault.expected("#", "the end after the object", describe(json));
        }
    }

    private void readFeeds(JsonParser json, FeedReader feeds) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw FeedFault.expected("#/feeds", "a list", describe(json));
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (feeds.batch().size() == maxFeeds) {
                throw new FeedFault("#/feeds", "Expected at most " + maxFeeds + " feeds, were more");
            }
            feeds.read(json);
        }
    }

    /// What stands at the parser, in a few words.
    static String describe(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "'" + shortened(json.getText()) + "'";
            default -> shortened(json.getText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static String place(JacksonException e) {
        return "line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
    }
}
