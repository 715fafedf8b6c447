package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.ColdReadCounters;
import dev.tidemark.cold.ColdReader;
import dev.tidemark.cold.ObjectStore;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads cold files of Parquet out of an object store. Thread-safe.
///
/// For a name it makes one request for each file. Files are read whole piece by piece, with one piece on its way while
/// another one is decoded.
public final class ParquetColdReader implements ColdReader {

    /// So many bytes of one request are fine where the row groups of wanted names lie next to each other.
    private static final int MOST_OF_NAMES = 8 << 20;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final ReadLimits limits;
    private final BlockSource source;
    private final DecoderPool decoders;
    private final List<ColdReadCounters> counters;

    /// @param workers where pages are decoded; the caller closes it, after this
    public ParquetColdReader(Vertx vertx, WorkerExecutor workers, ObjectStore store, ReadLimits limits) {
        this.vertx = vertx;
        this.workers = workers;
        this.limits = limits;
        this.source = new BlockSource(store, limits);
        this.decoders = new DecoderPool();
        this.counters = List.of(new ColdReadCounters());
    }

    private ParquetColdReader(ParquetColdReader that, ColdReadCounters more) {
        this.vertx = that.vertx;
        this.workers = that.workers;
        this.limits = that.limits;
        this.source = that.source;
        this.decoders = that.decoders;
        this.counters = new ArrayList<>(that.counters);
        this.counters.add(more);
    }

    @Override
    public ColdReader counting(ColdReadCounters more) {
        return new ParquetColdReader(this, more);
    }

    /// What was read since the start, by all.
    public ColdReadCounters counters() {
        return counters.getFirst();
    }

    /// Frees what decoding keeps. Cursors that are still open go on.
    public void close() {
        decoders.close();
    }

    @Override
    public RecordCursor open(ColdFile file, @Nullable Collection<String> names, TimeRange range) {
        int most = names == null ? limits.scanBytes() : MOST_OF_NAMES;
        var plan = FetchPlan.of(file.facts().index(), names, range, most);
        var wanted = new Wanted(file, names == null ? null : Set.copyOf(names), range);
        return new BlockCursor(this, wanted, plan);
    }

    Vertx vertx() {
        return vertx;
    }

    WorkerExecutor workers() {
        return workers;
    }

    BlockSource source() {
        return source;
    }

    DecoderPool decoders() {
        return decoders;
    }

    List<ColdReadCounters> allCounters() {
        return counters;
    }
}
