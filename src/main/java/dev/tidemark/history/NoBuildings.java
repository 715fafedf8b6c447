package dev.tidemark.history;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// What stands for a source of building samples where none is configured: everything is refused.
public final class NoBuildings implements BuildingSource {

    @Override
    public Future<List<SiteFacts>> sites() {
        return Future.failedFuture(refused());
    }

    @Override
    public Future<List<PointFacts>> points(String site) {
        return Future.failedFuture(refused());
    }

    @Override
    public RecordCursor samples(String site, TimeRange range) {
        return new RecordCursor() {
            @Override
            public Future<Optional<RecordBatch>> next() {
                return Future.failedFuture(refused());
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        };
    }

    private static SourceFault refused() {
        return new SourceFault.Refused("Expected a source of building samples, none is configured");
    }
}
