package dev.tidemark.hot.postgres;

import org.jspecify.annotations.Nullable;

/// How the database is, for `/status`.
///
/// @param isUp whether it has been reached and migrated, and the last probe was answered
/// @param version of the server, as in `18.6`; null until it has been reached
/// @param hasTimescale whether TimescaleDB is installed in this database
/// @param lastError why it is not up, or was not at the last failure; null for none
public record PostgresHealth(
        boolean isUp,
        @Nullable String version,
        boolean hasTimescale,
        @Nullable String lastError) {}
