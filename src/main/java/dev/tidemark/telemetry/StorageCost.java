package dev.tidemark.telemetry;

import io.vertx.core.json.JsonObject;

/// What the bytes kept cost in a month, as an estimate: a volume at 0.15 USD a GB and month (fly.io, November 2026).
/// The machine itself is not in it.
final class StorageCost {

    private static final double USD_PER_GB_MONTH = 0.15;
    private static final double BYTES_PER_GB = 1e9;

    private StorageCost() {}

    static JsonObject of(long hotBytes, long journalBytes) {
        double usd = (hotBytes + journalBytes) / BYTES_PER_GB * USD_PER_GB_MONTH;
        return new JsonObject()
                .put("usd", Math.round(usd * 100) / 100.0)
                .put("basis", "hot store and journal on a volume at " + USD_PER_GB_MONTH + " USD per GB and month");
    }
}
