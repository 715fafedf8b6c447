package dev.tidemark.history.backfill;

/// What has just been done to a day, besides [dev.tidemark.cold.make.FileMaker.Step]. Between two of them a crash
/// leaves
/// a state of its own.
public enum BackfillStep {
    /// A page has come from the source.
    PAGE,
    /// All pages have come.
    FETCHED,
    /// No more rows land among the hot ones of that day.
    SEALED,
    /// The file has its key and its version.
    PLANNED,
    /// It owns its day.
    PUBLISHED,
    /// Some rows are in the journal.
    JOURNALED,
    /// What became of the day is noted.
    NOTED
}
