@NullMarked
package dev.tidemark.cold;

import org.jspecify.annotations.NullMarked;
