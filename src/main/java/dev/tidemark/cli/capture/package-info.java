/// Recordings on the command line: `replay` serves them as the venues would, `record` makes them from the venues.
@NullMarked
package dev.tidemark.cli.capture;

import org.jspecify.annotations.NullMarked;
