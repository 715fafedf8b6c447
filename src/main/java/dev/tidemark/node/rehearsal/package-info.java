/// A short run of a whole server that the launcher's training learns from: what to load, and what is worth compiling.
@NullMarked
package dev.tidemark.node.rehearsal;

import org.jspecify.annotations.NullMarked;
