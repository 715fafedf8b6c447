/// Endpoints of the archiver: begin a run, look at runs.
@NullMarked
package dev.tidemark.http.archive;

import org.jspecify.annotations.NullMarked;
