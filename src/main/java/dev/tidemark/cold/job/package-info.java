/// Work on the lake that takes a while and is begun by hand or by the clock: making months, reading everything back,
/// comparing bucket and manifest, making the manifest again.
@NullMarked
package dev.tidemark.cold.job;

import org.jspecify.annotations.NullMarked;
