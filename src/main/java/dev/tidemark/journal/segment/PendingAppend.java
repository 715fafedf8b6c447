package dev.tidemark.journal.segment;

import dev.tidemark.journal.Receipt;
import dev.tidemark.journal.segment.format.KeyRecord;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/// An append that waits to become durable.
///
/// @param answer completed on `context` and nowhere else
/// @param records rows of the append
/// @param key remembered once the append is durable; null without an idempotency key
record PendingAppend(
        Promise<Receipt> answer,
        Context context,
        int records,
        @Nullable KeyRecord key) {}
