package dev.tidemark.cold;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Makes one part of a key of a name from outside, and the name of the part again.
///
/// Letters, digits, `_`, `-` and most dots stay, everything else becomes `%XX` of its UTF-8. Different names give
/// different parts; no part is `.` or `..`, begins with a dot, holds a slash, or ends like a version (`.v2`).
///
/// A name whose part would be too long for a file name becomes its beginning, `~` and a hash. Such a part tells nothing
/// about its name any more, which is then found in the file's metadata alone.
enum NameEscape {
    /// A site: its dashes stay.
    SITE('-'),
    /// A symbol: its slash is written as a dash, and a dash of its own as `%2D`.
    SYMBOL('/');

    private static final int LONGEST = 200;
    private static final int KEPT_OF_LONG = 60;
    private static final char HASHED = '~';
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final char dash;

    /// @param dash what a dash in a part stands for
    NameEscape(char dash) {
        this.dash = dash;
    }

    /// The part of a name. Throws [IllegalArgumentException] for an empty name.
    String escape(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Expected a name of at least 1 character, was empty");
        }
        // Half a surrogate pair has no UTF-8.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return HASHED + hash(name);
        }
        var part = new StringBuilder(name.length() + 16);
        name.codePoints().forEach(point -> append(part, point));
        dots(part);
        return part.length() <= LONGEST ? part.toString() : beginning(part) + HASHED + hash(name);
    }

    /// The name of a part that [#escape] has made; empty where it is hashed, or was made by nobody here.
    Optional<String> unescape(String part) {
        if (part.isEmpty() || part.indexOf(HASHED) >= 0) {
            return Optional.empty();
        }
        try {
            String encoded = part.replace("+", "%2B").replace('-', dash);
            String name = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            return Optional.of(name).filter(it -> escape(it).equals(part));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /// Whether a part is one of a long name: its beginning and a hash.
    static boolean isHashed(String part) {
        return part.matches("[A-Za-z0-9_.%-]{0," + KEPT_OF_LONG + "}" + HASHED + "[0-9a-f]{32}");
    }

    private void append(StringBuilder part, int point) {
        if (point == dash) {
            part.append('-');
        } else if (point < 128 && (Character.isLetterOrDigit(point) || point == '_' || point == '.')) {
            part.append((char) point);
        } else {
            for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                part.append('%').append(HEX.toHexDigits(one));
            }
        }
    }

    /// Escapes the dots that could be taken for more than a dot: at an end, and before a `v`.
    private static void dots(StringBuilder part) {
        for (int i = part.length() - 1; i >= 0; i--) {
            boolean isEnd = i == 0 || i == part.length() - 1;
            if (part.charAt(i) == '.' && (isEnd || part.charAt(i + 1) == 'v' || part.charAt(i + 1) == 'V')) {
                part.replace(i, i + 1, "%2E");
            }
        }
    }

    private static String beginning(CharSequence part) {
        String kept = part.subSequence(0, KEPT_OF_LONG).toString();
        int escape = kept.lastIndexOf('%');
        return escape > KEPT_OF_LONG - 3 ? kept.substring(0, escape) : kept;
    }

    private static String hash(String name) {
        try {
            var units = ByteBuffer.allocate(name.length() * 2);
            units.asCharBuffer().put(name);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(units.array());
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK", e);
        }
    }
}
