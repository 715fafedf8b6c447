/// Benchmarks that print a table. Each has a `main`; `load-tests/bench` runs them from the test class path.
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
