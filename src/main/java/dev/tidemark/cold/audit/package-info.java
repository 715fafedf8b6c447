/// Whether bucket and manifest agree: everything read back, one compared with the other, and the manifest made again
/// from the bucket alone.
@NullMarked
package dev.tidemark.cold.audit;

import org.jspecify.annotations.NullMarked;
