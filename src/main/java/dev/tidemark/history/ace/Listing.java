package dev.tidemark.history.ace;

import java.util.List;

/// One page of sites or points.
///
/// @param pages of them; 0 where the API does not say, which happens
record Listing<T>(List<T> items, int pages) {

    /// Whether there is a page behind this one.
    boolean hasMore(int page, int listSize) {
        return !items.isEmpty() && (pages > 0 ? page < pages : items.size() >= listSize);
    }
}
