/// The HTTP server over loopback, with everything behind it in memory.
@NullMarked
package dev.tidemark.http;

import org.jspecify.annotations.NullMarked;
