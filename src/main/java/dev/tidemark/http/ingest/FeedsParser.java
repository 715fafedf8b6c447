package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.market.TickBatch;
import java.io.IOException;

/// Reads `{"feeds":[…]}` in one pass into a batch of ticks, all or nothing.
///
/// Members beside `feeds` are passed over, and so are unknown fields of a feed; known ones must be of their type.
/// Stateless and thread-safe.
final class FeedsParser implements BodyParser {

    private final int maxFeeds;

    FeedsParser(int maxFeeds) {
        this.maxFeeds = maxFeeds;
    }

    @Override
    public TickBatch parse(byte[] body, long receivedUs) {
        var feeds = new FeedReader(body, receivedUs);
        JsonBody.read(body, feeds::pointer, json -> readBody(json, feeds));
        return feeds.batch();
    }

    private void readBody(JsonParser json, FeedReader feeds) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw FeedFault.expected("#", "an object {\"feeds\":[…]}", JsonField.describe(json));
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
            throw FeedFault.expected("#", "the end after the object", JsonField.describe(json));
        }
    }

    private void readFeeds(JsonParser json, FeedReader feeds) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw FeedFault.expected("#/feeds", "a list", JsonField.describe(json));
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (feeds.batch().size() == maxFeeds) {
                throw new FeedFault("#/feeds", "Expected at most " + maxFeeds + " feeds, were more");
            }
            feeds.read(json);
        }
    }
}
