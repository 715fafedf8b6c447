package dev.tidemark.cold.parquet.read;

/// A page of a column, as its header has it.
///
/// @param firstRow of the row group; that of the next data page for a dictionary
/// @param rows how many, or the number of values of a dictionary
/// @param encoding by its number in the format
/// @param levelBytes how many of the bytes are definition levels, which are never compressed
/// @param unpackedBytes levels included
/// @param offset of the first byte behind the header
/// @param bytes behind the header
record Page(
        boolean isDictionary,
        int firstRow,
        int rows,
        int nulls,
        int encoding,
        int levelBytes,
        boolean isPacked,
        int unpackedBytes,
        int offset,
        int bytes,
        int crc) {

    static final int PLAIN = 0;
    static final int DELTA_BINARY_PACKED = 5;
    static final int DELTA_BYTE_ARRAY = 7;
    static final int RLE_DICTIONARY = 8;
    static final int BYTE_STREAM_SPLIT = 9;

    int endRow() {
        return firstRow + rows;
    }

    /// The number of values that are really there.
    int values() {
        return rows - nulls;
    }
}
