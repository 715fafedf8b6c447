@NullMarked
package dev.tidemark.cold.job;

import org.jspecify.annotations.NullMarked;
