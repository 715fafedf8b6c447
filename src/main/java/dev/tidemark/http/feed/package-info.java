/// What has been captured, read back: ticks, trades, symbols and gaps.
///
/// [dev.tidemark.http.feed.ListFeedHandler] says whose rows are wanted; `answer` streams them.
@NullMarked
package dev.tidemark.http.feed;

import org.jspecify.annotations.NullMarked;
