package dev.tidemark.journal;

import java.time.Duration;

/// Why the journal did not take an append. Nothing of the append is durable, and none of it will ever be read.
public sealed class JournalFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private JournalFault(String message, Throwable cause) {
        super(message, cause);
    }

    private JournalFault(String message) {
        super(message);
    }

    /// The log has reached its size bound: the source is to wait and try again.
    public static final class Full extends JournalFault {

        private static final long serialVersionUID = 1L;

        private final transient Duration retryAfter;

        public Full(long usedBytes, long maxBytes, Duration retryAfter) {
            super("Expected at most " + maxBytes + " bytes in the journal, was " + usedBytes);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// The disk failed, or the journal is closed: it takes nothing more until the process is started anew.
    public static final class Stopped extends JournalFault {

        private static final long serialVersionUID = 1L;

        public Stopped(String reason, Throwable cause) {
            super(reason, cause);
        }

        public Stopped(String reason) {
            super(reason);
        }
    }

    /// The idempotency key was used for other content.
    public static final class KeyReused extends JournalFault {

        private static final long serialVersionUID = 1L;

        public KeyReused(String key) {
            super("Expected the content first sent with the idempotency key '" + key + "', was other content");
        }
    }
}
