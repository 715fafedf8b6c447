/// Times, numbers and bodies.
@NullMarked
package dev.tidemark.http.wire;

import org.jspecify.annotations.NullMarked;
