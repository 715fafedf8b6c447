/// Reductions against naive ones.
@NullMarked
package dev.tidemark.query.reduce;

import org.jspecify.annotations.NullMarked;
