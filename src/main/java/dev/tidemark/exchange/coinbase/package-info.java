/// Coinbase's two public feeds: the Exchange's and Advanced Trade's.
///
/// Formats: docs.cdp.coinbase.com (Exchange WebSocket feed; Advanced Trade WebSocket channels), read in November 2026.
/// Both name the **maker's** side in trades, which is flipped here.
@NullMarked
package dev.tidemark.exchange.coinbase;

import org.jspecify.annotations.NullMarked;
