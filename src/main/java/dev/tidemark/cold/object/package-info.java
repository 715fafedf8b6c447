/// What every object store needs, whatever it keeps its objects in: bounds for its requests, and counts of them.
@NullMarked
package dev.tidemark.cold.object;

import org.jspecify.annotations.NullMarked;
