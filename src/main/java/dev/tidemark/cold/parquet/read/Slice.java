package dev.tidemark.cold.parquet.read;

/// A part of an array that is looked at, not owned.
///
/// @param end behind the last byte
record Slice(byte[] bytes, int from, int end) {}
