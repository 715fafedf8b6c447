@NullMarked
package dev.tidemark.hot.postgres.lake;

import org.jspecify.annotations.NullMarked;
