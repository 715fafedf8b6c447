package dev.tidemark.cold.part;

import dev.tidemark.cold.FileFacts;
import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.Dataset;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Which committed rows are in which part. Thread-safe, never blocks. Each call is one transaction, and two that come
/// at once harm nothing.
public interface PartLedger {

    /// Looks for rows that were committed since the last look, and notes them as pieces. Answers whether there may
    /// be more: then it is to be called again. A long pause, or the gap that a restart leaves in the sequences,
    /// takes many calls, between which the caller can stop.
    ///
    /// @param from rows of earlier days are passed over for ever: they are in the file of their day alone
    /// @param maxRows of a piece
    Future<Boolean> look(Dataset dataset, LocalDate from, int maxRows);

    /// All pieces of the symbols and days that have some from before `agedBefore`, or `fullRows` rows: by
    /// symbol and day,
    /// then series, then ingest id. At most so many that the rest can wait for the next call.
    Future<List<Piece>> due(Dataset dataset, int fullRows, Instant agedBefore);

    /// Records what the next parts hold, with a key for each. False, and nothing done, where another has cut there.
    Future<Boolean> plan(List<Cut> cuts);

    /// Parts that are planned, the oldest first.
    Future<List<Part>> planned(Dataset dataset, int limit);

    /// The rows of a planned part in the order of a cold file.
    Future<RecordCursor> rows(Part part);

    /// Makes a verified part live. False where it was not planned any more.
    Future<Boolean> publish(Part part, FileFacts facts);

    /// Gives a part another key, because other bytes are under its own.
    Future<Void> rename(Part part);

    /// Forgets a planned part whose day has been sealed, and whose object is removed.
    Future<Void> forget(Part part);

    /// Ends what closed days make superfluous: pieces of days that are sealed, and parts of days that cold
    /// owns, which
    /// become superseded. Answers how many parts.
    Future<Integer> retire(Dataset dataset);
}
