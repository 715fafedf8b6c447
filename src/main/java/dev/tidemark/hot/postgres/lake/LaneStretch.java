package dev.tidemark.hot.postgres.lake;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Ingest ids of one lane that are committed and have not been looked at.
///
/// @param to excluded
/// @param isAwake whether it was looked at lately, so that what is new lies among the newest rows of all lanes
record LaneStretch(short journal, short lane, long from, long to, boolean isAwake) {

    /// Frames in one look at the lanes that are awake, so that the first one after a long pause is made of
    /// small ones.
    private static final int MAX_FRAMES = 1 << 17;

    private static final int INDEX_BITS = 12;

    static LaneStretch of(Row row, Instant awakeSince) {
        OffsetDateTime at = row.getOffsetDateTime("at");
        return new LaneStretch(
                row.getShort("journal"),
                row.getShort("lane"),
                row.getLong("looked"),
                row.getLong("stands"),
                at == null || at.toInstant().isAfter(awakeSince));
    }

    /// Cuts off what is too far from where the first of them begins. All are of one journal and awake.
    static List<LaneStretch> near(List<LaneStretch> lanes) {
        long low = lanes.stream().mapToLong(LaneStretch::from).min().orElse(0);
        long high = low + ((long) MAX_FRAMES << INDEX_BITS);
        List<LaneStretch> near = new ArrayList<>();
        for (LaneStretch lane : lanes) {
            if (lane.from < high) {
                near.add(new LaneStretch(lane.journal, lane.lane, lane.from, Math.min(lane.to, high), true));
            }
        }
        return near;
    }
}
