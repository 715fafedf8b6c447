/// The sync of buildings, as `/status` tells it.
@NullMarked
package dev.tidemark.telemetry.building;

import org.jspecify.annotations.NullMarked;
