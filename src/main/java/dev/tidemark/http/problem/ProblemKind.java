package dev.tidemark.http.problem;

/// What can be wrong with a request or its answer. The word is part of the API: clients tell problems apart by `type`.
public enum ProblemKind {
    BAD_REQUEST(400, "bad-request", "The request is not understood"),
    UNAUTHORIZED(401, "unauthorized", "A valid key is needed"),
    FORBIDDEN(403, "forbidden", "This is not allowed"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not allowed here"),
    TIMED_OUT(408, "timed-out", "The request did not come in time"),
    BUSY(409, "busy", "Something like it is under way"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    URI_TOO_LONG(414, "uri-too-long", "The address is too long"),
    UNSUPPORTED_ENCODING(415, "unsupported-encoding", "The encoding is not supported"),
    RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable", "There are no such bytes"),
    KEY_REUSED(422, "idempotency-key-reused", "The idempotency key was used for other content"),
    TOO_MANY(429, "too-many-requests", "Too many requests"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The headers are too large"),
    INTERNAL(500, "internal", "Something went wrong on this side"),
    UNAVAILABLE(503, "unavailable", "Not available at the moment");

    private final int status;
    private final String word;
    private final String title;

    ProblemKind(int status, String word, String title) {
        this.status = status;
        this.word = word;
        this.title = title;
    }

    public int status() {
        return status;
    }

    /// The `type`: a name, not an address.
    public String type() {
        return "urn:tidemark:problem:" + word;
    }

    public String title() {
        return title;
    }

    /// The kind that stands for a bare status: the one with that status, else the general one of its class.
    public static ProblemKind ofStatus(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        return (status >= 400 && status < 500) ? BAD_REQUEST : INTERNAL;
    }
}
