package dev.tidemark.hot.postgres;

import org.jspecify.annotations.Nullable;

/// The database's schema is not one that this version can bring up to date. A person must act.
final class SchemaFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
