/// Measurements that print a table; run by hand.
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
