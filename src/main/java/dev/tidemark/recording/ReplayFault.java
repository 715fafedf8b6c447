package dev.tidemark.recording;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a replay server can be told to do wrong. Each fault strikes once: the first connection that meets its
/// condition, counted in recorded frames played on that connection.
public sealed interface ReplayFault {

    /// Strikes while a recording is played, or held open after its end.
    sealed interface InPlay extends ReplayFault {

        /// The recorded frames to be played on a connection before.
        long afterFrames();
    }

    /// Cuts the TCP connection without a word.
    record Cut(long afterFrames) implements InPlay {}

    /// Sends nothing more, and stays open; pings are answered.
    record Stall(long afterFrames) implements InPlay {}

    /// Sends no data more but heartbeats.
    record Silence(long afterFrames) implements InPlay {}

    /// Neither reads nor writes any more, as a peer whose cable is out.
    record HalfOpen(long afterFrames) implements InPlay {}

    /// Sends messages that are no messages of the venue: broken JSON, wrong types, bytes that are no text.
    record Garbage(long afterFrames, int count) implements InPlay {}

    /// Sends well-formed messages of kinds that no venue has, each kind another one.
    record UnknownMessages(long afterFrames, int count) implements InPlay {}

    /// Sends one text message.
    record Say(long afterFrames, String text) implements InPlay {}

    /// Answers the first subscription with the venue's refusal and plays nothing for it.
    ///
    /// @param symbol in the venue's name; null refuses what the message names first
    record RejectSubscription(@Nullable String symbol, String reason) implements ReplayFault {}

    /// Answers the upgrade with this status.
    ///
    /// @param retryAfter sent as the header of that name; null for none
    record RefuseUpgrade(int status, @Nullable String retryAfter) implements ReplayFault {}

    /// Moves the recorder's clock, for clients that ask for recorded times: from now on, for all connections.
    record ClockOffset(Duration offset) implements ReplayFault {}
}
