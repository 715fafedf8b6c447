/// What the bytes of the local log mean: headers of segments and frames, idempotency keys, the checkpoint; how an
/// append becomes frames and how frames are found again. Nothing here opens a file.
@NullMarked
package dev.tidemark.journal.segment.format;

import org.jspecify.annotations.NullMarked;
