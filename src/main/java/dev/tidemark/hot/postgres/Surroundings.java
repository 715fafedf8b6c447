package dev.tidemark.hot.postgres;

import java.time.InstantSource;

/// What every write shares.
record Surroundings(
        Connections connections,
        LanePositions positions,
        SeriesRegistry registry,
        DayPartitions days,
        TradeProgress progress,
        RecordBytes bytes,
        InstantSource clock) {}
