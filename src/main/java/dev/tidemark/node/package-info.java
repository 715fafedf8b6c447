/// The composition root: builds every part, starts them in order and stops them in reverse.
///
/// Start with [dev.tidemark.node.Node]. Nothing else knows more than one technology.
@NullMarked
package dev.tidemark.node;

import org.jspecify.annotations.NullMarked;
