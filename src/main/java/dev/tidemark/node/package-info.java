/// The composition root: starts the parts in order and stops them in reverse.
@NullMarked
package dev.tidemark.node;

import org.jspecify.annotations.NullMarked;
