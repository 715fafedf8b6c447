package dev.tidemark.cold;

/// What a file has of one point.
///
/// @param firstUs time of its first row, in microseconds since the epoch
/// @param lastUs time of its last row
/// @param lastValue of its last row
public record PointCount(String point, int rows, long firstUs, long lastUs, double lastValue) {}
