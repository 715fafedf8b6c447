package dev.tidemark.cold;

import java.util.List;

/// What is true of the bytes of a cold file.
///
/// @param bytes size of the object
/// @param sha256 of the whole object, in lower-case hexadecimal
/// @param minTimeUs of the first row in time, in microseconds since the epoch
/// @param maxTimeUs of the last row in time
/// @param index where its blocks are
public record FileFacts(long bytes, String sha256, long rows, long minTimeUs, long maxTimeUs, FileIndex index) {

    /// Of a file that is planned and not yet written.
    public static final FileFacts UNWRITTEN = new FileFacts(0, "", 0, 0, 0, new FileIndex(List.of()));
}
