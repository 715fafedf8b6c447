/// Copies of the lake's objects in a second object store, such as a bucket of another provider.
///
/// Whoever publishes a file knows nothing of it: which live files have no copy yet, and which copies are of files that
/// are gone, is asked of the manifest, round by round. So neither a crash nor an outage of the second store loses a
/// copy or holds anything up.
@NullMarked
package dev.tidemark.cold.copy;

import org.jspecify.annotations.NullMarked;
