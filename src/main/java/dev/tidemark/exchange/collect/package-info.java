/// The collectors: sockets held open, frames read, records handed to the journal, nothing lost, nothing twice.
///
/// Start with [dev.tidemark.exchange.collect.ExchangeCollectors], which starts and stops one `CollectorVerticle` a
/// venue. A collector owns `Line`s, each a set of subscriptions that is to be served always; a line opens, renews
/// and replaces `Connection`s, each the life of one socket (`ConnectionState`). What a socket says goes through a
/// `FrameReader`, which asks the venue's decoder and keeps the watches, into an `Outbox`, which hands the rows of one
/// socket read to the journal together and says when the socket is to be paused.
///
/// Everything here is confined to the event loop of its collector; what others see are immutable snapshots.
@NullMarked
package dev.tidemark.exchange.collect;

import org.jspecify.annotations.NullMarked;
