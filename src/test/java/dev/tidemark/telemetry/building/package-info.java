/// The figures of buildings.
@NullMarked
package dev.tidemark.telemetry.building;

import org.jspecify.annotations.NullMarked;
