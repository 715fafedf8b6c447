/// Tests of the archiver, on a real database, with real files.
@NullMarked
package dev.tidemark.cold.archive;

import org.jspecify.annotations.NullMarked;
