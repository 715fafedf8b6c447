/// The sync from a simulated API into a real database.
@NullMarked
package dev.tidemark.history.sync;

import org.jspecify.annotations.NullMarked;
