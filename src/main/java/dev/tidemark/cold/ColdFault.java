package dev.tidemark.cold;

import org.jspecify.annotations.Nullable;

/// Why the cold store did not do as asked. Nothing is lost by any of them.
public sealed class ColdFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    private ColdFault(String key, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /// The object that it is about, or a prefix of keys.
    public String key() {
        return key;
    }

    /// Nobody's fault: slow, throttled, down. Try again later.
    public static final class Unavailable extends ColdFault {

        private static final long serialVersionUID = 1L;

        public Unavailable(String key, String message, @Nullable Throwable cause) {
            super(key, message, cause);
        }
    }

    /// There is no such object.
    public static final class Missing extends ColdFault {

        private static final long serialVersionUID = 1L;

        public Missing(String key) {
            super(key, "Expected the object " + key + ", was not there", null);
        }
    }

    /// The object is not the one that was planned for: too short, other bytes, a wrong checksum.
    public static final class Damaged extends ColdFault {

        private static final long serialVersionUID = 1L;

        public Damaged(String key, String message, @Nullable Throwable cause) {
            super(key, message, cause);
        }
    }

    /// The store says no, and will say it again: wrong key, no right, no such bucket.
    public static final class Refused extends ColdFault {

        private static final long serialVersionUID = 1L;

        public Refused(String key, String message, @Nullable Throwable cause) {
            super(key, message, cause);
        }
    }
}
