package dev.tidemark.cold.parquet.write;

import java.io.OutputStream;

/// Where the bytes of a file go, one behind the other.
abstract class Output extends OutputStream {

    /// The number of bytes written so far.
    abstract long position();
}
