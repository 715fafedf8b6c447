/// Lists of sites and points out of indexes: no list reads the samples themselves.
@NullMarked
package dev.tidemark.hot.postgres.catalog;

import org.jspecify.annotations.NullMarked;
