/// Text formats of answers.
@NullMarked
package dev.tidemark.http.format;

import org.jspecify.annotations.NullMarked;
