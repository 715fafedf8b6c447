package dev.tidemark.http.format;

import dev.tidemark.http.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// In which form an answer is wanted.
public enum Format {
    JSON("json", "application/json"),
    NDJSON("ndjson", "application/x-ndjson"),
    CSV("csv", "text/csv; charset=utf-8"),
    NDJSON_GZ("ndjson.gz", "application/gzip"),
    CSV_GZ("csv.gz", "application/gzip"),
    PARQUET("parquet", "application/vnd.apache.parquet");

    private final String ending;
    private final String contentType;

    Format(String ending, String contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    /// The ending of a path, and the value of `format`.
    public String ending() {
        return ending;
    }

    public String contentType() {
        return contentType;
    }

    /// Whether an answer may be of any length.
    public boolean isStreaming() {
        return this != JSON;
    }

    /// Whether the answer is a gzip file, as opposed to one that is packed on its way.
    public boolean isGzip() {
        return this == NDJSON_GZ || this == CSV_GZ;
    }

    /// Whether the answer is packed already, so that packing it on its way would be for nothing.
    public boolean isPacked() {
        return isGzip() || this == PARQUET;
    }

    /// The form that the path's ending says, else `format`, else `Accept`, else JSON. Throws a problem for another
    /// one.
    public static Format of(@Nullable String ending, @Nullable String parameter, @Nullable String accept) {
        if (ending != null) {
            return named("path", ending);
        }
        if (parameter != null) {
            return named("format", parameter);
        }
        return accept == null ? JSON : accepted(accept).orElse(JSON);
    }

    private static Format named(String where, String name) {
        return Arrays.stream(values())
                .filter(format -> format.ending.equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.parameter(
                                where,
                                "Expected one of "
                                        + Arrays.stream(values())
                                                .map(Format::ending)
                                                .collect(Collectors.joining(", "))
                                        + ", was '" + name + "'")
                        .asException());
    }

    /// The first of the accepted types that there is; the order stands for the weight.
    private static Optional<Format> accepted(String accept) {
        return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", 20))
                .map(type -> type.split(";", 2)[0].strip())
                .flatMap(type -> Arrays.stream(values())
                        .filter(format -> !format.isGzip())
                        .filter(format -> type.equals(format.contentType.split(";", 2)[0])))
                .findFirst();
    }
}
