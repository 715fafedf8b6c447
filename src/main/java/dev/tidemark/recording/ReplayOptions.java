package dev.tidemark.recording;

import java.time.Duration;

/// How recordings are served.
///
/// @param host to listen at
/// @param port of the first source, the next ones follow; 0 for any that is free
/// @param speed of the recording
/// @param loop whether it starts again at its end; else the connection is held open
/// @param pingInterval between protocol pings, 20 s as Binance does
/// @param heartbeatInterval between the heartbeats of [ReplayFault.Silence]
public record ReplayOptions(
        String host, int port, ReplaySpeed speed, boolean loop, Duration pingInterval, Duration heartbeatInterval) {

    /// Any free port of the loopback, as fast as it is read, once.
    public static final ReplayOptions DEFAULT =
            new ReplayOptions("127.0.0.1", 0, ReplaySpeed.MAX, false, Duration.ofSeconds(20), Duration.ofSeconds(1));

    public ReplayOptions withSpeed(ReplaySpeed other) {
        return new ReplayOptions(host, port, other, loop, pingInterval, heartbeatInterval);
    }

    public ReplayOptions withLoop(boolean other) {
        return new ReplayOptions(host, port, speed, other, pingInterval, heartbeatInterval);
    }

    public ReplayOptions withPort(int other) {
        return new ReplayOptions(host, other, speed, loop, pingInterval, heartbeatInterval);
    }

    public ReplayOptions withHeartbeatInterval(Duration other) {
        return new ReplayOptions(host, port, speed, loop, pingInterval, other);
    }
}
