package dev.tidemark.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cursor.RowKey;
import dev.tidemark.market.TimeRange;
import org.junit.jupiter.api.Test;

class PageCursorTest {

    private static final TimeRange RANGE = new TimeRange(10, 20);
    private static final RowKey AFTER = new RowKey("zone é", 15, -3);
    private static final String TEXT = PageCursor.write(RANGE, AFTER, "north");

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(PageCursor.read(TEXT, "north")).contains(new PageCursor(RANGE, AFTER));
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        for (int i = 0; i < TEXT.length() - 1; i++) {
            char other = TEXT.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = TEXT.substring(0, i) + other + TEXT.substring(i + 1);
            assertThat(PageCursor.read(tampered, "north")).isEmpty();
        }
    }

    @Test
    void aCursorBelongsToOneQuery() {
        assertThat(PageCursor.read(TEXT, "south")).isEmpty();
        assertThat(PageCursor.read("", "north")).isEmpty();
        assertThat(PageCursor.read("§", "north")).isEmpty();
    }
}
