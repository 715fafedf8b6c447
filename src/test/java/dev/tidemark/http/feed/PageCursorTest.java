package dev.tidemark.http.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.hot.HotReader.FeedQuery;
import dev.tidemark.hot.HotReader.Keyset;
import dev.tidemark.market.Dataset;
import org.junit.jupiter.api.Test;

class PageCursorTest {

    private static final FeedQuery QUERY = new FeedQuery(Dataset.TICKS, "BTC/USD", "acme", 10, 20, 5, null);
    private static final String TEXT = PageCursor.write(QUERY, new Keyset(15, -3));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(PageCursor.read(TEXT, Dataset.TICKS.code(), "BTC/USD", "acme"))
                .contains(new PageCursor(10, 20, new Keyset(15, -3)));
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        for (int i = 0; i < TEXT.length() - 1; i++) {
            char other = TEXT.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = TEXT.substring(0, i) + other + TEXT.substring(i + 1);
            assertThat(PageCursor.read(tampered, Dataset.TICKS.code(), "BTC/USD", "acme"))
                    .isEmpty();
        }
    }

    @Test
    void aCursorBelongsToOneQuery() {
        assertThat(PageCursor.read(TEXT, Dataset.TRADES.code(), "BTC/USD", "acme"))
                .isEmpty();
        assertThat(PageCursor.read(TEXT, Dataset.TICKS.code(), "ETH/USD", "acme"))
                .isEmpty();
        assertThat(PageCursor.read(TEXT, Dataset.TICKS.code(), "BTC/USD", null)).isEmpty();
        assertThat(PageCursor.read("", Dataset.TICKS.code(), "BTC/USD", "acme")).isEmpty();
        assertThat(PageCursor.read("§", Dataset.TICKS.code(), "BTC/USD", "acme"))
                .isEmpty();
    }
}
