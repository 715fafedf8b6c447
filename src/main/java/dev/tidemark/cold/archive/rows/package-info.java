/// The rows of a later version of a day: those of the version before it, merged with what came late.
@NullMarked
package dev.tidemark.cold.archive.rows;

import org.jspecify.annotations.NullMarked;
