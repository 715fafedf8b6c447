@NullMarked
package dev.tidemark.cold.compact;

import org.jspecify.annotations.NullMarked;
