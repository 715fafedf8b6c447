/// The sync of buildings and the backfill, as `/status` and `/metrics` tell them.
@NullMarked
package dev.tidemark.telemetry.building;

import org.jspecify.annotations.NullMarked;
