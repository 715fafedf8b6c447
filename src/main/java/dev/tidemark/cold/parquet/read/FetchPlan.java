package dev.tidemark.cold.parquet.read;

import dev.tidemark.cold.FileIndex;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.TimeRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which parts of a file are fetched for a question, each with one request.
record FetchPlan(List<Fetch> fetches) {

    /// So many bytes that nobody wants are worth a request less.
    private static final int WIDEST_GAP = 128 << 10;

    /// @param blocks wanted ones in it, in the order of the file
    record Fetch(long offset, int length, List<Block> blocks) {}

    /// @param names null for all
    /// @param mostBytes of one request for several blocks
    static FetchPlan of(FileIndex index, @Nullable Collection<String> names, TimeRange range, int mostBytes) {
        BitSet wanted = new BitSet(index.blocks().size());
        if (names == null) {
            wanted.set(0, index.blocks().size());
        } else {
            names.forEach(name -> mark(index.blocks(), name, wanted));
        }
        List<Fetch> fetches = new ArrayList<>();
        List<Block> together = new ArrayList<>();
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            Block block = index.blocks().get(i);
            if (block.maxTimeUs() < range.fromUs() || block.minTimeUs() >= range.toUs()) {
                continue;
            }
            if (!together.isEmpty() && !isNear(together, block, mostBytes)) {
                fetches.add(fetch(together));
                together = new ArrayList<>();
            }
            together.add(block);
        }
        if (!together.isEmpty()) {
            fetches.add(fetch(together));
        }
        return new FetchPlan(List.copyOf(fetches));
    }

    private static void mark(List<Block> blocks, String name, BitSet wanted) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isBefore = NameOrder.INSTANCE.compare(blocks.get(middle).lastName(), name) < 0;
            low = isBefore ? middle + 1 : low;
            high = isBefore ? high : middle;
        }
        while (low < blocks.size() && NameOrder.INSTANCE.compare(blocks.get(low).firstName(), name) <= 0) {
            wanted.set(low++);
        }
    }

    private static boolean isNear(List<Block> together, Block next, int mostBytes) {
        long gap = next.offset() - end(together);
        return gap >= 0
                && gap <= WIDEST_GAP
                && next.offset() + next.length() - together.getFirst().offset() <= mostBytes;
    }

    private static Fetch fetch(List<Block> together) {
        long offset = together.getFirst().offset();
        return new Fetch(offset, Math.toIntExact(end(together) - offset), together);
    }

    private static long end(List<Block> together) {
        return together.getLast().offset() + together.getLast().length();
    }
}
