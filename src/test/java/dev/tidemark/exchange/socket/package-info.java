@NullMarked
package dev.tidemark.exchange.socket;

import org.jspecify.annotations.NullMarked;
