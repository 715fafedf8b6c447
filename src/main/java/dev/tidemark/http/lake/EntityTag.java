package dev.tidemark.http.lake;

import dev.tidemark.cold.ObjectStore.ObjectFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The strong tag of an object, and what a request may say of it.
///
/// @param text with its quotes
record EntityTag(String text) {

    static EntityTag of(ObjectFacts facts) {
        String sha256 = facts.sha256();
        return new EntityTag("\"" + (sha256 == null ? facts.etag() : sha256) + "\"");
    }

    /// Whether one of these is this tag. As `If-None-Match` compares: a weak one counts.
    boolean isIn(List<String> headers) {
        for (String header : headers) {
            for (String one : header.split(",")) {
                String tag = one.strip();
                if (tag.equals("*") || tag.equals(text) || tag.equals("W/" + text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a range may be answered. As `If-Range` compares: only the very same tag counts, and no date, since
    /// none is ever sent.
    boolean allowsRange(@Nullable String ifRange) {
        return ifRange == null || ifRange.strip().equals(text);
    }
}
