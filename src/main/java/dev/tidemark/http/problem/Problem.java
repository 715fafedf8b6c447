package dev.tidemark.http.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is wrong, in words for the one who asked.
///
/// @param detail a full sentence; never a stack trace, SQL or a secret
/// @param faults which parameters or fields are at fault; may be empty
/// @param retryAfter when trying again makes sense; null where it does not
/// @param headers to be sent with the answer
public record Problem(
        ProblemKind kind,
        String detail,
        List<Fault> faults,
        @Nullable Duration retryAfter,
        Map<String, String> headers) {

    public Problem {
        faults = List.copyOf(faults);
        headers = Map.copyOf(headers);
    }

    /// One parameter or field at fault.
    ///
    /// @param member `parameter`, `header`, or `pointer` (a JSON pointer into the body, as in `#/feeds/3/price`)
    public record Fault(String member, String name, String detail) {}

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), null, Map.of());
    }

    /// A query or path parameter that is missing or not what it should be.
    public static Problem parameter(String name, String detail) {
        return badRequest(new Fault("parameter", name, detail), name + ": " + detail);
    }

    public static Problem header(String name, String detail) {
        return badRequest(new Fault("header", name, detail), name + ": " + detail);
    }

    /// A place in the body that is not what it should be.
    public static Problem pointer(String pointer, String where, String detail) {
        return badRequest(new Fault("pointer", pointer, detail), where + ": " + detail);
    }

    private static Problem badRequest(Fault fault, String detail) {
        return new Problem(ProblemKind.BAD_REQUEST, detail, List.of(fault), null, Map.of());
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(kind, detail, faults, wait, headers);
    }

    public Problem withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, detail, faults, retryAfter, more);
    }

    /// The problem as something to fail with.
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
