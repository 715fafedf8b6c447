/// What the venues' decoders share: reading JSON without a tree, numbers and times out of characters, rows in the
/// making.
///
/// Start with [dev.tidemark.exchange.codec.JsonDecoder], which makes every decoder total, and
/// [dev.tidemark.exchange.codec.JsonFrame], the only place that knows the JSON library. Everything here is confined to
/// one connection's event loop, apart from the pure functions of [dev.tidemark.exchange.codec.Decimals] and
/// [dev.tidemark.exchange.codec.Timestamps].
@NullMarked
package dev.tidemark.exchange.codec;

import org.jspecify.annotations.NullMarked;
