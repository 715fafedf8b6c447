/// Programs that measure; each prints a table.
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
