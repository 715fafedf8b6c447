/// What has been captured, read back: ticks, trades, symbols and gaps.
///
/// [dev.tidemark.http.feed.ListTicksHandler] and [dev.tidemark.http.feed.ListTradesHandler] stream their answer from a
/// cursor with back-pressure: memory does not grow with the answer, and a reader that is too slow is cut off.
@NullMarked
package dev.tidemark.http.feed;

import org.jspecify.annotations.NullMarked;
