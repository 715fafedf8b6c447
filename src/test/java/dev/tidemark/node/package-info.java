/// Tests of the whole program, as a process that is killed.
@NullMarked
package dev.tidemark.node;

import org.jspecify.annotations.NullMarked;
