/// The language of Tidemark: datasets, series, symbols and the columnar batches in which records travel.
///
/// Depends on the JDK alone. Start with [Dataset] and [Series]; [TickBatch] and [TradeBatch] are what every stage
/// from the socket to the database passes on. All times are microseconds since the epoch, UTC.
@NullMarked
package dev.tidemark.market;

import org.jspecify.annotations.NullMarked;
