package dev.tidemark.http.wire;

import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Undoes a body's `Content-Encoding`, never beyond a bound: a few kilobytes of gzip can hold gigabytes.
public final class Gunzip {

    private Gunzip() {}

    /// Whether the encoding is gzip (false for none), or a problem where it is something else.
    public static boolean isNeeded(@Nullable String contentEncoding) {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw Problem.of(
                                ProblemKind.UNSUPPORTED_ENCODING, "Expected Content-Encoding gzip or none, was another")
                        .withHeader("Accept-Encoding", "gzip")
                        .asException();
        };
    }

    /// Takes CPU: not for an event loop. Throws a problem where it is no gzip or becomes too large.
    public static byte[] gunzip(byte[] packed, int maxBytes) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed), 16 << 10)) {
            byte[] plain = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw BodyReader.tooLarge(maxBytes).asException();
            }
            return plain;
        } catch (IOException e) {
            throw Problem.of(ProblemKind.BAD_REQUEST, "Expected a body in gzip, was something else")
                    .asException();
        }
    }
}
