/// What single features show of themselves, in `/status` and in `/metrics`.
@NullMarked
package dev.tidemark.telemetry.feature;

import org.jspecify.annotations.NullMarked;
