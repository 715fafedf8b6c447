package dev.tidemark.hot.postgres.write;

import dev.tidemark.hot.RecordBytes;
import dev.tidemark.hot.postgres.client.Connections;
import java.time.InstantSource;

/// What every write shares.
record Surroundings(
        Connections connections,
        LanePositions positions,
        SeriesRegistry registry,
        DayPartitions partitions,
        SealedDays sealedDays,
        TradeProgress progress,
        RecordBytes bytes,
        InstantSource clock) {}
