@NullMarked
package dev.tidemark.cold.part;

import org.jspecify.annotations.NullMarked;
