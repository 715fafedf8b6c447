package dev.tidemark.cold.make;

/// Is told after each step, on the thread that took it. For crash tests, which end the process right there.
public interface StepListener {

    StepListener NONE = step -> {};

    /// @param step that is done: a constant of the enum of the one who takes it
    void reached(Enum<?> step);
}
