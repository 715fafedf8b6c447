/// Kraken: the feed of today (v2) and the frozen first one (v1).
///
/// Formats: docs.kraken.com, "Spot WebSocket API" v2 and v1, read in November 2026. Both name the taker's side.
@NullMarked
package dev.tidemark.exchange.kraken;

import org.jspecify.annotations.NullMarked;
