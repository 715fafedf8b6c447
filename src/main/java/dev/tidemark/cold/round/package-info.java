/// Work that is done again and again, by one process at a time.
@NullMarked
package dev.tidemark.cold.round;

import org.jspecify.annotations.NullMarked;
