@NullMarked
package dev.tidemark.cold.audit;

import org.jspecify.annotations.NullMarked;
