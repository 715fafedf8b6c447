package dev.tidemark.query;

import dev.tidemark.cold.ColdFile;
import dev.tidemark.cold.FileIndex.Block;
import dev.tidemark.market.NameOrder;
import dev.tidemark.market.TimeRange;
import java.util.Collection;
import java.util.List;

/// A part of a range that has its rows in one place.
sealed interface Piece {

    TimeRange range();

    /// Days that cold does not own.
    record Hot(TimeRange range) implements Piece {}

    /// Days of one file.
    ///
    /// @param range from the first of them to the last
    /// @param owned the parts of it that the file owns; a later version of a day may have taken that day over
    record Cold(TimeRange range, ColdFile file, List<TimeRange> owned) implements Piece {

        public Cold {
            owned = List.copyOf(owned);
        }

        boolean isWhole() {
            return owned.size() == 1;
        }

        boolean owns(long timeUs) {
            return owned.stream().anyMatch(part -> part.contains(timeUs));
        }

        /// Whether the file may hold any of these names.
        boolean mayHold(Collection<String> names) {
            return names.stream().anyMatch(this::mayHold);
        }

        boolean mayHold(String name) {
            List<Block> blocks = file.facts().index().blocks();
            int low = 0;
            int high = blocks.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (NameOrder.INSTANCE.compare(blocks.get(middle).lastName(), name) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low < blocks.size()
                    && NameOrder.INSTANCE.compare(blocks.get(low).firstName(), name) <= 0;
        }

        /// The most rows that are decoded at once.
        int blockRows() {
            return file.facts().index().blocks().stream()
                    .mapToInt(Block::rows)
                    .max()
                    .orElse(0);
        }
    }
}
