package dev.tidemark.hot;

import dev.tidemark.market.RecordBatch;
import java.time.Instant;

/// A record that could not be stored through its own fault.
///
/// @param reason what was expected and what was found, in the database's words where it was the judge
/// @param code SQLSTATE, or a word of our own such as `series-limit`
/// @param tries writes that failed
/// @param record a batch of one row
public record DeadLetter(long id, Instant at, String reason, String code, int tries, RecordBatch record) {}
