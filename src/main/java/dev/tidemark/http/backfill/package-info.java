/// Endpoints of the backfill: begin it, look at it, cancel it.
@NullMarked
package dev.tidemark.http.backfill;

import org.jspecify.annotations.NullMarked;
