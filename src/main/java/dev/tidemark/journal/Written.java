package dev.tidemark.journal;

/// What became of a batch: every received row is inserted, already there, or a dead letter.
///
/// @param received rows in the batch
/// @param inserted rows new in the table
/// @param deadLetters rows set aside, each with its reason
/// @param gaps rows newly recorded in `gaps`
public record Written(long received, long inserted, long deadLetters, long gaps) {

    public static final Written NOTHING = new Written(0, 0, 0, 0);

    public Written plus(Written that) {
        return new Written(
                received + that.received, inserted + that.inserted, deadLetters + that.deadLetters, gaps + that.gaps);
    }

    /// Rows that the table already held.
    public long duplicates() {
        return received - inserted - deadLetters;
    }
}
