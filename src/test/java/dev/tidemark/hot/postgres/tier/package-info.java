/// Tests of the days on their way out of PostgreSQL, with connections that really meet.
@NullMarked
package dev.tidemark.hot.postgres.tier;

import org.jspecify.annotations.NullMarked;
