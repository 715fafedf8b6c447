/// Fakes that can be used in earnest: the ports kept in memory, with faults on demand.
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
