package dev.tidemark.cli.screen;

import java.io.Serial;

/// Ends a command with exit code 1 and this sentence.
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence);
    }
}
