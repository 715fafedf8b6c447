/// Market data from exchanges over WebSocket.
///
/// An [dev.tidemark.exchange.Exchange] is a pure codec: where to connect, what to send, what a frame means. All I/O,
/// retries and bookkeeping are in one `Connection` state machine that is the same for all. Every venue's sub-package
/// passes the same contract kit; CONTRIBUTING.md has "Adding an exchange".
@NullMarked
package dev.tidemark.exchange;

import org.jspecify.annotations.NullMarked;
