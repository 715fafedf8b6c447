/// The object store as a folder of the local disk: an object is a file, its key the path below the folder.
@NullMarked
package dev.tidemark.cold.folder;

import org.jspecify.annotations.NullMarked;
