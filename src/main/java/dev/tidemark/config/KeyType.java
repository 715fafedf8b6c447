package dev.tidemark.config;

/// How a value is read and what is allowed.
///
/// @param <T> what it is read into
interface KeyType<T> {

    /// Reads a value other than [Value.Nothing].
    Reading<T> read(Value value);

    /// What is allowed, in a phrase that goes on after "expected", as in `a whole number from 0 to 65535`.
    String allowed();

    default Reading<T> refused(Value was) {
        return new Reading.Bad<>("expected " + allowed() + ", was " + quoted(was));
    }

    private static String quoted(Value was) {
        String text = was.toString();
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }

    /// What came of reading one value.
    sealed interface Reading<T> {
        record Good<T>(T value) implements Reading<T> {}

        record Bad<T>(String sentence) implements Reading<T> {}
    }
}
