package dev.tidemark.exchange;

import org.jspecify.annotations.Nullable;

/// What a message said, apart from records.
public sealed interface Heard {

    /// The venue confirmed a subscription.
    record Acknowledged(Subscription subscription) implements Heard {}

    /// The venue confirmed a whole message of subscriptions without naming them: the one at this place, from 0,
    /// in the list of [Exchange#subscribe].
    record AcknowledgedMessage(int index) implements Heard {}

    /// The venue refused; null where it does not say what.
    record Rejected(@Nullable Subscription subscription, String reason) implements Heard {}

    /// A sign of life without data.
    record Heartbeat() implements Heard {
        public static final Heartbeat INSTANCE = new Heartbeat();
    }

    /// A word of the venue about itself: version, maintenance, status.
    record Announced(String text) implements Heard {}

    /// The venue is about to cut: connect anew now.
    record ReconnectSoon(String reason) implements Heard {}

    /// A message that is known and not wanted; kept as a constant by the adapter, since such messages are many.
    record PassedOver(String kind) implements Heard {}

    /// A message of a kind that the adapter does not know.
    record Unknown(String kind) implements Heard {}

    /// A message that could not be read to its end: nothing of it counts.
    record Malformed(String reason) implements Heard {}
}
