/// Lists and counts of sites and points, out of a real database.
@NullMarked
package dev.tidemark.hot.postgres.catalog;

import org.jspecify.annotations.NullMarked;
