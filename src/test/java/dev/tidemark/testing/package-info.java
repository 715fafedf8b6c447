/// What watches over all tests: no test may block an event loop.
@NullMarked
package dev.tidemark.testing;

import org.jspecify.annotations.NullMarked;
