package dev.tidemark.journal;

/// What became of a batch: every received row is inserted, already there, or a dead letter.
///
/// @param received rows in the batch
/// @param inserted rows that are new
/// @param deadLetters rows set aside, each with its reason
/// @param gaps rows newly recorded in `gaps`
/// @param late those of the inserted ones whose day had been sealed, which are kept apart
public record Written(long received, long inserted, long deadLetters, long gaps, long late) {

    public static final Written NOTHING = new Written(0, 0, 0, 0);

    /// Without late rows.
    public Written(long received, long inserted, long deadLetters, long gaps) {
        this(received, inserted, deadLetters, gaps, 0);
    }

    public Written plus(Written that) {
        return new Written(
                received + that.received,
                inserted + that.inserted,
                deadLetters + that.deadLetters,
                gaps + that.gaps,
                late + that.late);
    }

    /// Rows that were there before.
    public long duplicates() {
        return received - inserted - deadLetters;
    }
}
