/// Endpoints of the archiver: begin a run, look at runs; the same for other work on the lake.
@NullMarked
package dev.tidemark.http.archive;

import org.jspecify.annotations.NullMarked;
