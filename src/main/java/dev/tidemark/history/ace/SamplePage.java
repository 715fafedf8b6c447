package dev.tidemark.history.ace;

import dev.tidemark.market.SampleBatch;

/// One page of readings.
///
/// @param rows those in the range that are good, their times cut to whole milliseconds
/// @param readings all that the page had
/// @param dropped readings without a name, a time or a finite value
/// @param lastTime of the last reading, as the API writes it; empty where it has none
/// @param tail readings at the end of the page that have this time
/// @param hasMore whether the API says that another page follows
/// @param fingerprint of names, times and values: two pages that have the same are the same page
record SamplePage(
        SampleBatch rows, int readings, int dropped, String lastTime, int tail, boolean hasMore, long fingerprint) {}
