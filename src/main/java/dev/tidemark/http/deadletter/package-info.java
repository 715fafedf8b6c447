/// Dead letters by HTTP: list, show, replay, delete.
@NullMarked
package dev.tidemark.http.deadletter;

import org.jspecify.annotations.NullMarked;
