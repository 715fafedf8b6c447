/// Rows on their way into a file and back out of it: waited for, merged with what came late, digested, verified.
@NullMarked
package dev.tidemark.cold.archive.rows;

import org.jspecify.annotations.NullMarked;
