package dev.tidemark.history.ace;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a page begins: behind so many readings of a time. The API's cursor is base64 of
/// `{"offset":N,"timestamp":"…"}`.
///
/// The cursor that the API gives must not be used. It sets the offset to the readings of the page's last time, and
/// forgets those of the same time on earlier pages: with more readings at one time than fit a page it serves the second
/// page for ever. A cursor made here is honoured.
///
/// @param offset readings of the time that earlier pages held
/// @param timestamp as the API writes it
record PageMark(int offset, String timestamp) {

    /// The place behind a page.
    ///
    /// @param before where the page began; null for the first
    static PageMark behind(SamplePage page, @Nullable PageMark before) {
        int carried = before != null && before.timestamp.equals(page.lastTime()) ? before.offset : 0;
        return new PageMark(carried + page.tail(), page.lastTime());
    }

    /// The cursor to send.
    String cursor() {
        String json = "{\"offset\": " + offset + ", \"timestamp\": \"" + timestamp + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
