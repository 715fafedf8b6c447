package dev.tidemark.query;

/// Where a row comes from.
public enum Tier {
    HOT,
    COLD
}
