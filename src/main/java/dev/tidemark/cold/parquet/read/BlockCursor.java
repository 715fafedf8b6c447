package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.cold.parquet.read.BlockSource.Place;
import dev.tidemark.cold.parquet.read.FetchPlan.Fetch;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks through the fetches of one file: while one is decoded, row group by row group, the next one is on its way.
final class BlockCursor implements RecordCursor {

    private final ParquetColdReader reader;
    private final Wanted wanted;
    private final FetchPlan plan;
    private int nextFetch;
    private int nextBlock;
    private @Nullable Fetch current;
    private byte @Nullable [] bytes;
    private @Nullable Future<byte[]> ahead;
    private boolean isClosed;

    BlockCursor(ParquetColdReader reader, Wanted wanted, FetchPlan plan) {
        this.reader = reader;
        this.wanted = wanted;
        this.plan = plan;
    }

    @Override
    public Future<Optional<RecordBatch>> next() {
        if (isClosed) {
            return Future.failedFuture(new IllegalStateException("Expected an open cursor, was closed"));
        }
        Context context = reader.vertx().getOrCreateContext();
        Promise<Optional<RecordBatch>> promise = Promise.promise();
        step(context, promise);
        return promise.future();
    }

    @Override
    public Future<Void> close() {
        isClosed = true;
        ahead = null;
        bytes = null;
        return Future.succeededFuture();
    }

    /// Gives the rest of the fetch at hand to a worker, or fetches the next one first.
    private void step(Context context, Promise<Optional<RecordBatch>> promise) {
        if (bytes != null && current != null && nextBlock < current.blocks().size()) {
            byte[] from = bytes;
            Fetch fetch = current;
            reader.workers()
                    .executeBlocking(() -> decode(from, fetch), false)
                    .onSuccess(rows -> decoded(rows, context, promise))
                    .onFailure(cause -> promise.fail(damaged(cause, fetch)));
            return;
        }
        bytes = null;
        current = null;
        Future<byte[]> fetched = ahead != null ? ahead : fetch();
        ahead = null;
        if (fetched == null) {
            promise.complete(Optional.empty());
            return;
        }
        fetched.onComplete(result -> context.runOnContext(_ -> fetched(result, context, promise)));
    }

    private void fetched(AsyncResult<byte[]> result, Context context, Promise<Optional<RecordBatch>> promise) {
        if (result.failed()) {
            promise.fail(result.cause());
            return;
        }
        bytes = result.result();
        current = plan.fetches().get(nextFetch - 1);
        nextBlock = 0;
        ahead = fetch();
        step(context, promise);
    }

    private void decoded(@Nullable RecordBatch rows, Context context, Promise<Optional<RecordBatch>> promise) {
        if (rows == null) {
            step(context, promise);
        } else {
            promise.complete(Optional.of(rows));
        }
    }

    /// Starts the next request, if there is one.
    private @Nullable Future<byte[]> fetch() {
        if (nextFetch == plan.fetches().size()) {
            return null;
        }
        Fetch fetch = plan.fetches().get(nextFetch++);
        return reader.source().fetch(place(fetch), wanted.names() != null, reader.allCounters());
    }

    /// Decodes on, up to rows that are wanted. On a worker; nothing else of this cursor happens meanwhile.
    private @Nullable RecordBatch decode(byte[] from, Fetch fetch) throws IOException {
        Dataset dataset = wanted.file().partition().dataset();
        BlockDecoder decoder = reader.decoders().take(dataset);
        try {
            while (nextBlock < fetch.blocks().size()) {
                Block block = fetch.blocks().get(nextBlock++);
                int offset = Math.toIntExact(block.offset() - fetch.offset());
                RecordBatch rows = decoder.decode(from, offset, block, wanted);
                if (!rows.isEmpty()) {
                    return rows;
                }
            }
            return null;
        } finally {
            reader.decoders().give(dataset, decoder);
        }
    }

    private Throwable damaged(Throwable cause, Fetch fetch) {
        if (!(cause instanceof IOException)) {
            return cause;
        }
        reader.source().forget(place(fetch));
        return new ColdFault.Damaged(
                wanted.file().key(),
                "Expected rows at " + fetch.offset() + " of " + wanted.file().key() + ", was damaged: "
                        + cause.getMessage(),
                cause);
    }

    private Place place(Fetch fetch) {
        return new Place(wanted.file().key(), fetch);
    }
}
