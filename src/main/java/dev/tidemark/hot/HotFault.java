package dev.tidemark.hot;

/// Why the hot store did not take a batch. Nothing of it is stored.
public sealed class HotFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private HotFault(String message, Throwable cause) {
        super(message, cause);
    }

    /// Nobody's fault: down, starting, read-only, restoring, out of space or connections. Try again, for ever.
    public static final class Unavailable extends HotFault {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The lanes do not stand where the batch expects them: somebody else has written it, or part of it. Whoever
    /// consumes must ask for the positions and read again from there.
    public static final class Moved extends HotFault {

        private static final long serialVersionUID = 1L;

        public Moved(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
