/// Figures, health and rates.
@NullMarked
package dev.tidemark.telemetry;

import org.jspecify.annotations.NullMarked;
