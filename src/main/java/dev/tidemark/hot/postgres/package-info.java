/// The hot store on PostgreSQL: migrations, partitions, the exactly-once write, dead letters, gaps and the embedded
/// server. The only package that imports the PostgreSQL client.
@NullMarked
package dev.tidemark.hot.postgres;

import org.jspecify.annotations.NullMarked;
