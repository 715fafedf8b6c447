/// A venue's WebSocket as messages of bytes: [dev.tidemark.exchange.socket.MessageSocket].
@NullMarked
package dev.tidemark.exchange.socket;

import org.jspecify.annotations.NullMarked;
