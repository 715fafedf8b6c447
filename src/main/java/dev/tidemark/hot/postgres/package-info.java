/// The hot store on PostgreSQL. Nothing else imports the PostgreSQL client.
///
/// Start with [dev.tidemark.hot.postgres.PostgresDatabase]. The write path is in `write`, connections and migrations in
/// `client`, the server of our own in `embedded`; readers, dead letters and keys are here.
@NullMarked
package dev.tidemark.hot.postgres;

import org.jspecify.annotations.NullMarked;
