/// What goes over the wire in either direction: times and numbers as text, query parameters, bodies within bounds,
/// JSON answers.
@NullMarked
package dev.tidemark.http.wire;

import org.jspecify.annotations.NullMarked;
