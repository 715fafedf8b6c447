package dev.tidemark.http.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.market.SampleBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads `{"site_name":…,"samples":[…]}` in one pass into a batch of samples, all or nothing. The site may come behind
/// its samples.
///
/// Other members are passed over, and so are unknown fields of a sample; known ones must be of their type. Stateless
/// and thread-safe.
final class SamplesParser implements BodyParser {

    private final int maxSamples;

    SamplesParser(int maxSamples) {
        this.maxSamples = maxSamples;
    }

    @Override
    public SampleBatch parse(byte[] body, long receivedUs) {
        var reading = new Reading();
        JsonBody.read(body, reading::pointer, reading::read);
        return reading.batch();
    }

    /// One body.
    private final class Reading {

        private final SampleReader samples = new SampleReader();
        private @Nullable String site;
        private boolean areFound;

        String pointer() {
            return areFound ? samples.pointer() : "#";
        }

        void read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw FeedFault.expected("#", "an object {\"site_name\":…,\"samples\":[…]}", JsonField.describe(json));
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "site_name" -> site = JsonField.name(json, "#/site_name");
                    case "samples" -> readSamples(json);
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw FeedFault.expected("#", "the end after the object", JsonField.describe(json));
            }
        }

        private void readSamples(JsonParser json) throws IOException {
            if (areFound) {
                throw new FeedFault("#/samples", "Expected 'samples' once, was there twice");
            }
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw FeedFault.expected("#/samples", "a list", JsonField.describe(json));
            }
            areFound = true;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (samples.size() == maxSamples) {
                    throw new FeedFault("#/samples", "Expected at most " + maxSamples + " samples, were more");
                }
                samples.read(json);
            }
        }

        SampleBatch batch() {
            if (!areFound) {
                throw new FeedFault("#/samples", "Expected 'samples', a list, was not there");
            }
            if (site == null) {
                throw new FeedFault("#/site_name", "Expected 'site_name', was not there");
            }
            return samples.batch(site);
        }
    }
}
