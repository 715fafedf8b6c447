/// The training run, run through.
@NullMarked
package dev.tidemark.node.rehearsal;

import org.jspecify.annotations.NullMarked;
