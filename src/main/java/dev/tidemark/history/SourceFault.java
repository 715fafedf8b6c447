package dev.tidemark.history;

import org.jspecify.annotations.Nullable;

/// Why a source of history did not answer as asked.
public sealed class SourceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SourceFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Nobody's fault: slow, throttled, down. Try again later.
    public static final class Unavailable extends SourceFault {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The source says no, and will say it again: wrong key, no right.
    public static final class Refused extends SourceFault {

        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }

    /// There is no such site or point.
    public static final class Unknown extends SourceFault {

        private static final long serialVersionUID = 1L;

        public Unknown(String message) {
            super(message, null);
        }
    }

    /// The answer is not what the source promises: cut off, unreadable, the same page twice.
    public static final class Garbled extends SourceFault {

        private static final long serialVersionUID = 1L;

        public Garbled(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
