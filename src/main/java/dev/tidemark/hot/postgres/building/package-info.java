/// Sites and points of buildings in PostgreSQL: what is known of them, and how far each site has been read.
@NullMarked
package dev.tidemark.hot.postgres.building;

import org.jspecify.annotations.NullMarked;
