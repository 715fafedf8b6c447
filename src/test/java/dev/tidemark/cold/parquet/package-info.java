@NullMarked
package dev.tidemark.cold.parquet;

import org.jspecify.annotations.NullMarked;
