/// Typed topics over the Vert.x event bus; nothing else imports it.
///
/// The event bus has no back-pressure, so data moves only as a request whose reply is the leave to send more
/// ([dev.tidemark.bus.Topic#ask]).
@NullMarked
package dev.tidemark.bus;

import org.jspecify.annotations.NullMarked;
