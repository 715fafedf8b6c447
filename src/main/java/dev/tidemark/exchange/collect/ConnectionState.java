package dev.tidemark.exchange.collect;

/// Where one socket stands in its life. Each state has a method for every way out of it, and no other.
///
/// Waiting → Connecting → Subscribing → Live → Draining → Closed; [Closed] can be entered from everywhere, because a
/// network can fail at any time.
sealed interface ConnectionState {

    /// When the state was entered, in microseconds since the epoch.
    long sinceUs();

    /// The name in `/status`.
    String label();

    /// Ends the socket's life.
    default Closed closed(long nowUs, String reason) {
        return new Closed(nowUs, reason);
    }

    /// Whether messages are to be read in this state.
    default boolean isReading() {
        return false;
    }

    /// Backing off, or keeping the venue's connection rate.
    record Waiting(long sinceUs) implements ConnectionState {

        Connecting connect(long nowUs) {
            return new Connecting(nowUs);
        }

        @Override
        public String label() {
            return "waiting";
        }
    }

    /// Resolving, connecting, upgrading.
    record Connecting(long sinceUs) implements ConnectionState {

        Subscribing opened(long nowUs) {
            return new Subscribing(nowUs);
        }

        @Override
        public String label() {
            return "connecting";
        }
    }

    /// Open; subscriptions are being sent or no record has come yet.
    record Subscribing(long sinceUs) implements ConnectionState {

        Live data(long nowUs) {
            return new Live(nowUs);
        }

        Draining drain(long nowUs) {
            return new Draining(nowUs);
        }

        @Override
        public String label() {
            return "subscribing";
        }

        @Override
        public boolean isReading() {
            return true;
        }
    }

    /// Records come, or have come.
    record Live(long sinceUs) implements ConnectionState {

        Draining drain(long nowUs) {
            return new Draining(nowUs);
        }

        @Override
        public String label() {
            return "live";
        }

        @Override
        public boolean isReading() {
            return true;
        }
    }

    /// No longer read; what was read is being made durable.
    record Draining(long sinceUs) implements ConnectionState {

        @Override
        public String label() {
            return "draining";
        }
    }

    /// Over.
    record Closed(long sinceUs, String reason) implements ConnectionState {

        @Override
        public Closed closed(long nowUs, String ignored) {
            return this;
        }

        @Override
        public String label() {
            return "closed";
        }
    }
}
