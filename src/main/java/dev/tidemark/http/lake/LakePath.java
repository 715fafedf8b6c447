package dev.tidemark.http.lake;

import dev.tidemark.cold.LakeKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the key out of a path as it was sent.
///
/// A key holds escapes of its own: the one of `A-B` is `ticks/A%2DB/…`. In a path its percent signs are sent as `%25`,
/// as those of any text. Many people paste a key as it is, though, and decoding it would lead to another object, of
/// `A/B`. So a path that is a key already is taken for it, unless it has a `%25`.
final class LakePath {

    private static final String PREFIX = "/lake/";

    private LakePath() {}

    /// @param path as sent, not decoded, without the query; empty for what cannot be a key
    static Optional<String> key(String path) {
        if (!path.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String raw = path.substring(PREFIX.length());
        String key = raw.indexOf('%') >= 0
                        && !raw.contains("%25")
                        && LakeKey.parse(raw).isPresent()
                ? raw
                : decoded(raw);
        return Optional.of(key).filter(LakeKey::isSafe);
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }
}
