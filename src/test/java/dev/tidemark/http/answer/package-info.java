/// Pages of ticks and trades.
@NullMarked
package dev.tidemark.http.answer;

import org.jspecify.annotations.NullMarked;
