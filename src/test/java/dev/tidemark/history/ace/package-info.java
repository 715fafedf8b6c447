/// The client of ACE IoT against a server that has its faults.
@NullMarked
package dev.tidemark.history.ace;

import org.jspecify.annotations.NullMarked;
