/// What can be seen from outside: metric names, health, the status model.
@NullMarked
package dev.tidemark.telemetry;

import org.jspecify.annotations.NullMarked;
