package dev.tidemark.cold;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is true of the bytes of a cold file.
///
/// @param bytes size of the object
/// @param sha256 of the whole object, in lower-case hexadecimal
/// @param minTimeUs of the first row in time, in microseconds since the epoch
/// @param maxTimeUs of the last row in time
/// @param index where its blocks are
/// @param rowDigest the [RowDigest] of its rows; null for a file of an older version, which has none
/// @param points what it has of each point; known when the file of a day of samples was just made, else empty
public record FileFacts(
        long bytes,
        String sha256,
        long rows,
        long minTimeUs,
        long maxTimeUs,
        FileIndex index,
        @Nullable Long rowDigest,
        List<PointCount> points) {

    /// Of a file that is planned and not yet written.
    public static final FileFacts UNWRITTEN = new FileFacts(0, "", 0, 0, 0, new FileIndex(List.of()));

    public FileFacts {
        points = List.copyOf(points);
    }

    /// The facts of a file whose rows have no digest.
    public FileFacts(long bytes, String sha256, long rows, long minTimeUs, long maxTimeUs, FileIndex index) {
        this(bytes, sha256, rows, minTimeUs, maxTimeUs, index, null);
    }

    /// Without a count of points.
    public FileFacts(
            long bytes,
            String sha256,
            long rows,
            long minTimeUs,
            long maxTimeUs,
            FileIndex index,
            @Nullable Long rowDigest) {
        this(bytes, sha256, rows, minTimeUs, maxTimeUs, index, rowDigest, List.of());
    }

    /// The same with a count of points.
    public FileFacts withPoints(List<PointCount> counted) {
        return new FileFacts(bytes, sha256, rows, minTimeUs, maxTimeUs, index, rowDigest, counted);
    }

    /// What a file has of one point.
    ///
    /// @param firstUs time of its first row, in microseconds since the epoch
    /// @param lastUs time of its last row
    /// @param lastValue of its last row
    public record PointCount(String point, int rows, long firstUs, long lastUs, double lastValue) {}
}
