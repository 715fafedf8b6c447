package dev.tidemark.http.problem;

import dev.tidemark.cold.ColdFault;
import dev.tidemark.cold.archive.ArchiveBusy;
import dev.tidemark.history.SourceFault;
import dev.tidemark.history.backfill.BackfillBusy;
import dev.tidemark.hot.HotFault;
import dev.tidemark.journal.JournalFault;
import dev.tidemark.query.QueryFault;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Makes a [Problem] of every failure: the one place where faults meet HTTP.
public final class ProblemMapping {

    private static final Duration STOPPED_WAIT = Duration.ofSeconds(30);
    private static final Duration DATABASE_WAIT = Duration.ofSeconds(5);
    private static final Duration COLD_WAIT = Duration.ofMinutes(1);
    private static final Duration MOVED_WAIT = Duration.ofSeconds(1);

    private ProblemMapping() {}

    /// @param status what the router says where there is no failure, or beside it
    public static Problem of(@Nullable Throwable failure, int status) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case JournalFault fault -> ofJournal(fault);
            case HotFault fault -> ofHotStore(fault);
            case ArchiveBusy busy ->
                Problem.of(
                        ProblemKind.BUSY,
                        busy.getMessage() + ". What is under way is in /archive/runs and /archive/jobs.");
            case ColdFault fault -> ofColdStore(fault);
            case QueryFault fault -> ofQuery(fault);
            case BackfillBusy busy ->
                Problem.of(ProblemKind.BUSY, busy.getMessage() + ". How it stands is in /backfill/status.");
            case SourceFault fault -> ofSource(fault);
            case HttpException told -> ofStatus(told.getStatusCode());
            case null -> ofStatus(status);
            default -> (status >= 400 && status < 500) ? ofStatus(status) : ofStatus(500);
        };
    }

    private static Problem ofJournal(JournalFault fault) {
        return switch (fault) {
            case JournalFault.Full full ->
                unavailable("The journal is full, because the database takes less than comes in", full.retryAfter());
            case JournalFault.Stopped ignored ->
                unavailable("The journal takes nothing: it is closed, or its disk has failed", STOPPED_WAIT);
            case JournalFault.KeyReused ignored ->
                Problem.of(
                        ProblemKind.KEY_REUSED,
                        "Expected the content first sent with this Idempotency-Key, was other content");
            default -> ofStatus(500);
        };
    }

    private static Problem ofHotStore(HotFault fault) {
        return switch (fault) {
            case HotFault.Unavailable ignored -> unavailable("The database does not answer", DATABASE_WAIT);
            case HotFault.Moved ignored -> unavailable("The database was changed meanwhile", MOVED_WAIT);
            default -> ofStatus(500);
        };
    }

    private static Problem ofColdStore(ColdFault fault) {
        return switch (fault) {
            case ColdFault.Unavailable ignored -> unavailable("The object store does not answer", DATABASE_WAIT);
            case ColdFault.Missing ignored -> unavailable("A file of the lake is missing", COLD_WAIT);
            case ColdFault.Damaged ignored -> unavailable("A file of the lake is damaged", COLD_WAIT);
            case ColdFault.Refused ignored -> unavailable("The object store refuses to give a file", COLD_WAIT);
            default -> ofStatus(500);
        };
    }

    private static Problem ofQuery(QueryFault fault) {
        return switch (fault) {
            case QueryFault.Unknown unknown ->
                Problem.of(ProblemKind.NOT_FOUND, String.valueOf(String.valueOf(unknown.getMessage())));
            case QueryFault.TimedOut slow -> unavailable(String.valueOf(slow.getMessage()), DATABASE_WAIT);
            default -> ofStatus(500);
        };
    }

    private static Problem ofSource(SourceFault fault) {
        return switch (fault) {
            case SourceFault.Unknown unknown -> Problem.of(ProblemKind.NOT_FOUND, String.valueOf(unknown.getMessage()));
            case SourceFault.Refused ignored ->
                unavailable("The source of the samples refuses, or there is none: see the log", STOPPED_WAIT);
            case SourceFault.Unavailable ignored ->
                unavailable("The source of the samples does not answer", DATABASE_WAIT);
            case SourceFault.Garbled ignored ->
                unavailable("The source of the samples does not make sense", DATABASE_WAIT);
            default -> ofStatus(500);
        };
    }

    private static Problem ofStatus(int status) {
        ProblemKind kind = ProblemKind.ofStatus(status);
        return Problem.of(kind, kind.title());
    }

    private static Problem unavailable(String detail, Duration wait) {
        return Problem.of(ProblemKind.UNAVAILABLE, detail + ". Try again later.")
                .retryAfter(wait);
    }
}
