package dev.tidemark.http.wire;

import dev.tidemark.http.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The query parameters of one request, each taken once by name and checked. What is wrong is thrown as a problem that
/// names the parameter and what is allowed.
public final class QueryParameters {

    private static final int MAX_TEXT_LENGTH = 256;

    private final MultiMap values;

    /// Refuses every parameter that is not among `allowed`: a misspelt one would otherwise be silently ignored.
    public QueryParameters(RoutingContext ctx, Set<String> allowed) {
        this(ctx.queryParams(), allowed);
    }

    /// The same for parameters that came in a body.
    public QueryParameters(MultiMap values, Set<String> allowed) {
        this.values = values;
        for (String name : values.names()) {
            if (!allowed.contains(name)) {
                throw Problem.parameter(name, "Expected one of " + String.join(", ", new TreeSet<>(allowed)))
                        .asException();
            }
        }
    }

    /// A text of 1 to 256 characters; null where it is not given.
    public @Nullable String text(String name) {
        List<String> given = values.getAll(name);
        if (given.isEmpty()) {
            return null;
        }
        if (given.size() > 1) {
            throw Problem.parameter(name, "Expected it once, was given " + given.size() + " times")
                    .asException();
        }
        String text = given.getFirst().strip();
        if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
            throw Problem.parameter(name, "Expected 1 to " + MAX_TEXT_LENGTH + " characters, was " + text.length())
                    .asException();
        }
        return text;
    }

    /// All texts of 1 to 256 characters that are given under this name.
    public List<String> texts(String name) {
        return texts(name, values.getAll(name));
    }

    /// The texts of a list that is separated by commas where it is given once.
    public List<String> list(String name) {
        List<String> given = values.getAll(name);
        return texts(name, given.size() == 1 ? List.of(given.getFirst().split(",", -1)) : given);
    }

    private static List<String> texts(String name, List<String> given) {
        for (String text : given) {
            if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
                throw Problem.parameter(
                                name, "Expected names of 1 to " + MAX_TEXT_LENGTH + " characters, was " + text.length())
                        .asException();
            }
        }
        return given;
    }

    public String requiredText(String name, String example) {
        String text = text(name);
        if (text == null) {
            throw Problem.parameter(name, "Expected a value, as in " + name + "=" + example + ", was not given")
                    .asException();
        }
        return text;
    }

    /// A time in microseconds; `otherwise` where it is not given.
    public long timeUs(String name, long otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        long timeUs = TimeText.parseUs(text);
        if (timeUs == TimeText.INVALID) {
            throw Problem.parameter(name, "Expected " + TimeText.EXPECTED + ", was '" + text + "'")
                    .asException();
        }
        return timeUs;
    }

    /// A whole number within bounds, both included; `otherwise` where it is not given.
    public long number(String name, long min, long max, long otherwise) {
        String text = text(name);
        return text == null ? otherwise : number(name, text, min, max);
    }

    /// The same for a parameter of the path.
    public static long number(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Answered below, together with numbers out of bounds.
        }
        throw Problem.parameter(name, "Expected a whole number of " + min + " to " + max + ", was '" + text + "'")
                .asException();
    }
}
