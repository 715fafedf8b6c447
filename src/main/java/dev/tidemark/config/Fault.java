package dev.tidemark.config;

/// What is wrong with the configuration, in a sentence that says what is allowed, and where.
public record Fault(Origin origin, String sentence) {

    @Override
    public String toString() {
        return origin + ": " + sentence;
    }
}
