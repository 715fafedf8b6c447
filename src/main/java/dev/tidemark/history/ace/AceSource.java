package dev.tidemark.history.ace;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.history.BuildingSource;
import dev.tidemark.history.SourceCounters;
import dev.tidemark.history.SourceFault;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Buildings as the API of ACE IoT knows them. Thread-safe.
public final class AceSource implements BuildingSource {

    private static final int MOST_PAGES = 100_000;

    private final AceClient client;

    /// @param clock for waits that the API gives as a date
    /// @param counters of what is asked and dropped
    public AceSource(Vertx vertx, AceConfig config, InstantSource clock, SourceCounters counters) {
        client = new AceClient(vertx, config, clock, counters);
    }

    @Override
    public Future<List<SiteFacts>> sites() {
        return new Walk<>("/sites/", SitesReader::new).from(1);
    }

    @Override
    public Future<List<PointFacts>> points(String site) {
        String list = client.config().isConfiguredOnly() ? "/configured_points" : "/points";
        return new Walk<>("/sites/" + PathPart.encode(site) + list, PointsReader::new).from(1);
    }

    @Override
    public boolean listsWantedOnly() {
        return client.config().isConfiguredOnly();
    }

    @Override
    public RecordCursor samples(String site, TimeRange range) {
        return new SampleCursor(client, site, range);
    }

    /// Ends all connections. Idempotent.
    public void close() {
        client.close();
    }

    /// From page to page of a list.
    private final class Walk<T> {
        private final String path;
        private final Supplier<AnswerReader<Listing<T>>> reader;
        private final List<T> all = new ArrayList<>();

        private Walk(String path, Supplier<AnswerReader<Listing<T>>> reader) {
            this.path = path;
            this.reader = reader;
        }

        private Future<List<T>> from(int page) {
            if (page > MOST_PAGES) {
                return Future.failedFuture(new SourceFault.Garbled(
                        "Expected at most " + MOST_PAGES + " pages of " + path + ", was more", null));
            }
            int size = client.config().listSize();
            return client.get(path + "?page=" + page + "&per_page=" + size, reader)
                    .compose(answer -> turned(page, answer));
        }

        private Future<List<T>> turned(int page, Optional<Listing<T>> answer) {
            answer.ifPresent(listing -> all.addAll(listing.items()));
            boolean hasMore = answer.isPresent()
                    && answer.get().hasMore(page, client.config().listSize());
            return hasMore ? from(page + 1) : Future.succeededFuture(all);
        }
    }
}
