package dev.tidemark.exchange;

/// Reads one connection's frames. Total: whatever the bytes, it does not throw and does not log.
///
/// Not thread-safe: confined to its connection's event loop.
public interface FrameDecoder {

    /// Reads one complete message, UTF-8, into the intake: rows into its batches, everything else as [Heard].
    ///
    /// A message that breaks in the middle leaves no rows behind. The array is not kept.
    ///
    /// @param receivedUs when the message came in, the time of records that have none of their own
    void decode(byte[] message, int offset, int length, long receivedUs, Intake into);
}
