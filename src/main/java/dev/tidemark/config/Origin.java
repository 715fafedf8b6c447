package dev.tidemark.config;

/// Where a value comes from.
///
/// @param place the file, `variable BATCH_SIZE`, or `option --port`
/// @param line from 1; 0 where the place has no lines
/// @param column from 1; 0 where the place has no lines
public record Origin(String place, int line, int column) {

    /// An environment variable.
    static Origin variable(String name) {
        return new Origin("variable " + name, 0, 0);
    }

    /// An option of the command line.
    static Origin option(String name) {
        return new Origin("option " + name, 0, 0);
    }

    /// The whole of a place, as in a file that is missing.
    static Origin whole(String place) {
        return new Origin(place, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? place : place + ":" + line + ":" + column;
    }
}
