package dev.tidemark.hot.postgres.client;

import dev.tidemark.hot.HotFault;
import io.vertx.pgclient.PgException;

/// What a failed statement means for the batch it belonged to. The one place that reads SQLSTATEs.
///
/// See the PostgreSQL manual, Appendix A. What is not known for certain to be a record's fault is nobody's: the batch
/// waits, since a record must never be dropped for a database's sake.
public enum Verdict {
    /// The lanes do not stand where the batch begins.
    MOVED,
    /// The last trade ids are not what the writer believed.
    PROGRESS_MOVED,
    /// A partition was sealed that the writer does not know of.
    SEALED,
    /// A transaction that met another one: again at once.
    CLASH,
    /// A trade is there already and the statement was not made to pass over it.
    DUPLICATE,
    /// There is no partition for the day of some record.
    NO_PARTITION,
    /// Some record of the statement is impossible.
    RECORD,
    /// The connection ended before the answer came: nobody knows whether it was committed.
    LOST,
    /// The database cannot, for now.
    UNAVAILABLE;

    public static Verdict of(Throwable failure) {
        return switch (failure) {
            case HotFault.Moved _ -> MOVED;
            case HotFault.Unavailable _ -> UNAVAILABLE;
            case PgException answer -> ofAnswer(answer);
            default -> LOST;
        };
    }

    /// The failure as a caller of the hot store sees it.
    public static HotFault fault(Throwable failure) {
        return switch (failure) {
            case HotFault fault -> fault;
            case PgException answer -> new HotFault.Unavailable(words(answer), answer);
            case SchemaFault wrong -> new HotFault.Unavailable(String.valueOf(wrong.getMessage()), wrong);
            default ->
                new HotFault.Unavailable("The connection to PostgreSQL failed: " + failure.getMessage(), failure);
        };
    }

    private static Verdict ofAnswer(PgException answer) {
        String state = answer.getSqlState() == null ? "" : answer.getSqlState();
        if (isFatal(answer) || state.startsWith("08") || state.startsWith("57P")) {
            return LOST;
        }
        return switch (state) {
            case "TM001" -> MOVED;
            case "TM002" -> PROGRESS_MOVED;
            case "TM003" -> SEALED;
            case "40001", "40P01" -> CLASH;
            case "23505" -> DUPLICATE;
            // A partition that was there when the batch was made ready has been dropped.
            case "42P01" -> NO_PARTITION;
            case "23514" -> answer.getConstraint() == null ? NO_PARTITION : RECORD;
            default -> ofClass(state);
        };
    }

    private static Verdict ofClass(String state) {
        // 54: an index row, a text or a nesting that is too big for any try to succeed.
        boolean isRecord = state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        return isRecord ? RECORD : UNAVAILABLE;
    }

    private static boolean isFatal(PgException answer) {
        return "FATAL".equals(answer.getSeverity()) || "PANIC".equals(answer.getSeverity());
    }

    private static String words(PgException answer) {
        return switch (answer.getSqlState() == null ? "" : answer.getSqlState()) {
            case "57014" -> "PostgreSQL gave up a statement that took longer than allowed";
            case "25006" -> "PostgreSQL is read-only";
            case "57P03" -> "PostgreSQL is starting or shutting down";
            default -> "PostgreSQL answered " + answer.getSqlState() + ": " + answer.getErrorMessage();
        };
    }
}
