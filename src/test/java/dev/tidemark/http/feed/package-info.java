/// Pages of ticks and trades.
@NullMarked
package dev.tidemark.http.feed;

import org.jspecify.annotations.NullMarked;
