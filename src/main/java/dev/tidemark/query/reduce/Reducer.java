package dev.tidemark.query.reduce;

/// Takes the rows of one series in the order of time and gives fewer.
interface Reducer {

    void add(long timeUs, double value, ReducedBatch out);

    /// Gives what is left.
    void end(ReducedBatch out);
}
