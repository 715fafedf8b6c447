/// Benchmarks that print a table: run by hand, never by the build.
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
