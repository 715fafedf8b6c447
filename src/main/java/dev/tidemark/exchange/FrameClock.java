package dev.tidemark.exchange;

import java.util.List;

/// Tells when a message came in, and where the venue's own bytes begin in it.
///
/// Immutable and thread-safe; total, like a decoder: a message without the stamp it expects is read with what stands
/// in for it.
public interface FrameClock {

    /// The WebSocket sub-protocols to offer; a server that agrees to none of them is not connected to. Empty for an
    /// ordinary venue.
    default List<String> subProtocols() {
        return List.of();
    }

    /// Whether the receive times are those of an earlier recording, so that a record delivered again has the
    /// receive time that it had before.
    default boolean isRecorded() {
        return false;
    }

    /// The number of bytes before the venue's own.
    default int prefixLength(byte[] message, int offset, int length) {
        return 0;
    }

    /// When the message came in, in microseconds since the epoch.
    ///
    /// @param readUs when it was read from the socket
    long receivedUs(byte[] message, int offset, int length, long readUs);
}
