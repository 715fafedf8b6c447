package dev.tidemark.cold;

import java.util.List;

/// Where the blocks (row groups) of a cold file lie: what a reader would otherwise fetch the footer for.
///
/// Blocks are in the order of the file: by name (the point of samples, the source of feeds and candles), then time. A
/// name may go on in the next block; a block may hold several names.
///
/// @param blocks in the order of the file
public record FileIndex(List<Block> blocks) {

    /// One row group, read with one request.
    ///
    /// @param firstName name of its first row
    /// @param lastName name of its last row
    /// @param offset of its first byte in the file
    /// @param length in bytes
    /// @param minTimeUs of all its rows
    /// @param maxTimeUs of all its rows, included
    public record Block(
            String firstName, String lastName, long offset, int length, int rows, long minTimeUs, long maxTimeUs) {}

    public FileIndex {
        blocks = List.copyOf(blocks);
    }
}
