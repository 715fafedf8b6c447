package dev.tidemark.http.ingest;

/// Why a body of feeds or samples is refused. Has no stack trace: it is about the body, not the code.
final class FeedFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    /// @param pointer a JSON pointer into the body, as in `#/feeds/3/price`
    FeedFault(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
    }

    static FeedFault expected(String pointer, String what, String was) {
        return new FeedFault(pointer, "Expected " + what + ", was " + was);
    }

    String pointer() {
        return pointer;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /// `feed 3, price`, `sample 3, value`, or `body`.
    String where() {
        String[] parts = pointer.split("/", -1);
        if (parts.length < 3) {
            return "body";
        }
        String one = parts[1].equals("samples") ? "sample " : "feed ";
        return one + parts[2] + (parts.length > 3 ? ", " + parts[3] : "");
    }
}
