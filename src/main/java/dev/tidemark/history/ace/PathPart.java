package dev.tidemark.history.ace;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A name as one part of a path. Names of sites and points hold slashes, which are theirs and not the path's.
final class PathPart {

    private PathPart() {}

    static String encode(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        // As a name of its own, a dot would be taken for a way up.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}
