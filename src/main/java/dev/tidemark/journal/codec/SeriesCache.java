package dev.tidemark.journal.codec;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Finds the series that some bytes name, so that equal series are usually the same object.
///
/// One slot a hash, the newcomer takes the slot: bounded, lock-free, and a clash costs no more than making a series
/// anew. Thread-safe.
final class SeriesCache {

    /// For the whole process: series are few and are met by every reader.
    static final SeriesCache SHARED = new SeriesCache(1 << 13);

    private static final int MAX_NAME_BYTES = 4 * Series.MAX_NAME_LENGTH;

    // An array, since it is compared with a part of another.
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(Dataset dataset, byte[] names, int sourceBytes, Series series) {}

    private final AtomicReferenceArray<@Nullable Entry> slots;

    SeriesCache(int slotCount) {
        slots = new AtomicReferenceArray<>(slotCount);
    }

    /// Reads a source and a symbol and returns their series.
    Series read(ByteSource in, Dataset dataset) throws FrameFault {
        int sourceBytes = nameLength(in);
        int source = in.take(sourceBytes, 1);
        int symbolBytes = nameLength(in);
        int symbol = in.take(symbolBytes, 1);
        int slot = slotOf(in.array(), dataset, source, sourceBytes, symbol, symbolBytes);
        Entry known = slots.get(slot);
        if (known != null && isSame(known, in.array(), dataset, source, sourceBytes, symbol, symbolBytes)) {
            return known.series;
        }
        Series made = make(dataset, text(in, source, sourceBytes), text(in, symbol, symbolBytes));
        byte[] names = Arrays.copyOfRange(in.array(), source, source + sourceBytes + symbolBytes);
        System.arraycopy(in.array(), symbol, names, sourceBytes, symbolBytes);
        slots.set(slot, new Entry(dataset, names, sourceBytes, made));
        return made;
    }

    static void write(ByteSink out, Series series) {
        out.text(series.source());
        out.text(series.symbol());
    }

    private static int nameLength(ByteSource in) throws FrameFault {
        int length = in.count();
        if (length == 0 || length > MAX_NAME_BYTES) {
            throw new FrameFault("Expected a name of 1 to " + MAX_NAME_BYTES + " bytes, was " + length);
        }
        return length;
    }

    private int slotOf(byte[] bytes, Dataset dataset, int source, int sourceBytes, int symbol, int symbolBytes) {
        int hash = dataset.code();
        for (int i = 0; i < sourceBytes; i++) {
            hash = 31 * hash + bytes[source + i];
        }
        for (int i = 0; i < symbolBytes; i++) {
            hash = 31 * hash + bytes[symbol + i];
        }
        return (hash ^ hash >>> 15) & (slots.length() - 1);
    }

    private static boolean isSame(
            Entry entry, byte[] bytes, Dataset dataset, int source, int sourceBytes, int symbol, int symbolBytes) {
        return entry.dataset == dataset
                && entry.sourceBytes == sourceBytes
                && entry.names.length == sourceBytes + symbolBytes
                && Arrays.equals(entry.names, 0, sourceBytes, bytes, source, source + sourceBytes)
                && Arrays.equals(entry.names, sourceBytes, entry.names.length, bytes, symbol, symbol + symbolBytes);
    }

    private static String text(ByteSource in, int from, int length) {
        return new String(in.array(), from, length, StandardCharsets.UTF_8);
    }

    private static Series make(Dataset dataset, String source, String symbol) throws FrameFault {
        if (source.length() > Series.MAX_NAME_LENGTH || symbol.length() > Series.MAX_NAME_LENGTH) {
            throw new FrameFault("Expected names of at most " + Series.MAX_NAME_LENGTH + " characters, was "
                    + Math.max(source.length(), symbol.length()));
        }
        return new Series(dataset, source, symbol);
    }
}
