package dev.tidemark.history.ace;

import dev.tidemark.history.SourceFault;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer of the API means, which is not always what its status says.
///
/// | answer | means |
/// |---|---|
/// | 500 "An unhandled exception occurred." | the key is not valid, or the server has a fault |
/// | 403 with nothing but null in it | there is no such site |
/// | 404 "No data for time period" | nothing was read in that time |
sealed interface Verdict {

    /// What was asked for.
    record Good() implements Verdict {}

    /// There is nothing of what was asked for, and that is no fault.
    record Nothing() implements Verdict {}

    /// Worth another try.
    ///
    /// @param fault if it was the last try
    /// @param asked the wait that the source asks for; null where it does not
    record Again(SourceFault fault, @Nullable Duration asked) implements Verdict {}

    /// Would be the same the next time.
    record Final(SourceFault fault) implements Verdict {}

    /// What was answered.
    ///
    /// @param what was asked for, for people; without the key
    /// @param retryAfter null where the source does not say
    /// @param head how the body begins
    /// @param isKeyGood whether the key is known to be valid
    record Answer(String what, int status, @Nullable Duration retryAfter, String head, boolean isKeyGood) {}

    /// Judges an answer by its status.
    static Verdict of(Answer answer) {
        String head = answer.head.toLowerCase(Locale.ROOT);
        return switch (answer.status) {
            case 200 -> new Good();
            case 401 -> new Final(new SourceFault.Refused(said(answer, "the key is missing or not valid")));
            case 403 ->
                isAllNull(head)
                        ? new Final(new SourceFault.Unknown(said(answer, "there is no such site for this key")))
                        : new Final(new SourceFault.Refused(said(answer, "the key may not")));
            case 404 ->
                head.contains("no data")
                        ? new Nothing()
                        : new Final(new SourceFault.Unknown(said(answer, "there is no such site or point")));
            case 408, 425, 429 -> again(answer, "not now");
            default ->
                answer.status < 500
                        ? new Final(new SourceFault.Refused(said(answer, "not what was expected")))
                        : ofServer(answer, head.contains("unhandled exception"));
        };
    }

    private static Verdict ofServer(Answer answer, boolean isPerhapsTheKey) {
        if (!isPerhapsTheKey || answer.isKeyGood) {
            return again(answer, "a fault of the server");
        }
        return new Again(
                new SourceFault.Refused(said(answer, "which is what it says to a key that is not valid")),
                answer.retryAfter);
    }

    private static Again again(Answer answer, String meaning) {
        return new Again(new SourceFault.Unavailable(said(answer, meaning), null), answer.retryAfter);
    }

    private static String said(Answer answer, String meaning) {
        return "Expected 200 to " + answer.what + ", was " + answer.status + ": " + meaning;
    }

    /// Whether a JSON object has no value but null: every colon is followed by one.
    private static boolean isAllNull(String head) {
        String body = head.strip();
        return body.equals("null")
                || (body.startsWith("{")
                        && body.replaceAll("\"[^\"]*\"\\s*:\\s*null", "").matches("[{}\\s,]*"));
    }
}
