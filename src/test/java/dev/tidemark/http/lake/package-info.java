@NullMarked
package dev.tidemark.http.lake;

import org.jspecify.annotations.NullMarked;
