package dev.tidemark.hot.postgres.client;

import org.jspecify.annotations.Nullable;

/// The database's schema is not one that this version can bring up to date. A person must act.
public final class SchemaFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SchemaFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
