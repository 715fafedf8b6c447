package dev.tidemark.bus;

/// What travels on the bus: a question, an answer, or [Thrown].
record Parcel(Object content) {

    /// The answerer's exception.
    record Thrown(Throwable cause) {}
}
