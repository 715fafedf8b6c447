package dev.tidemark.cold.archive;

/// Hears of every step, on the thread that takes it.
@FunctionalInterface
public interface ArchiveSteps {

    /// Hears nothing.
    ArchiveSteps UNHEARD = (step, subject) -> {};

    /// @param subject the day or the key that it is about
    void reached(ArchiveStep step, String subject);
}
