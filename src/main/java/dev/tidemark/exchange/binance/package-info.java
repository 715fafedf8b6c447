/// Binance spot and Binance.US: one dialect, two venues.
///
/// Format: binance/binance-spot-api-docs, `web-socket-streams.md`, July 2026. Messages are those of the combined
/// endpoint, `{"stream","data"}`; the bare ones of a raw endpoint are read as well.
@NullMarked
package dev.tidemark.exchange.binance;

import org.jspecify.annotations.NullMarked;
