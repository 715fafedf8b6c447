package dev.tidemark.exchange;

/// Sees every text message of a connection in both directions, as a recorder does.
///
/// Called on the connection's event loop: must return at once and never throw. Arrays are not to be kept.
public interface FrameTap {

    /// Sees nothing.
    FrameTap NONE = new FrameTap() {
        @Override
        public void received(String connection, long atUs, byte[] message, int offset, int length) {}

        @Override
        public void sent(String connection, long atUs, String message) {}
    };

    /// A message of the venue.
    ///
    /// @param connection the connection's name, `source.number`, unique in the process
    /// @param atUs the receive time, in microseconds since the epoch
    void received(String connection, long atUs, byte[] message, int offset, int length);

    /// A message to the venue.
    void sent(String connection, long atUs, String message);
}
