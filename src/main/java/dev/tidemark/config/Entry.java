package dev.tidemark.config;

/// A value for a key, and where it was set.
record Entry(Value value, Origin origin) {}
