package dev.tidemark.exchange.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SliceCacheTest {

    private final List<String> lookedUp = new ArrayList<>();

    @Test
    void aTextIsLookedUpOnce() {
        var cache = new SliceCache<>(this::lengthOf);

        assertThat(find(cache, "BTC-USD")).isEqualTo(7);
        assertThat(find(cache, "BTC-USD")).isEqualTo(7);
        assertThat(find(cache, "")).isZero();
        assertThat(lookedUp).containsExactly("BTC-USD", "");
    }

    @Test
    void textsOfOneHashAreToldApart() {
        var cache = new SliceCache<>(text -> text);

        for (int round = 0; round < 2; round++) {
            assertThat(find(cache, "AaAa")).isEqualTo("AaAa");
            assertThat(find(cache, "BBBB")).isEqualTo("BBBB");
            assertThat(find(cache, "AaBB")).isEqualTo("AaBB");
        }
    }

    @Test
    void aFullCacheStillAnswers() {
        var cache = new SliceCache<>(text -> text);

        for (int i = 0; i < 10_000; i++) {
            assertThat(find(cache, "name" + i)).isEqualTo("name" + i);
        }
        assertThat(find(cache, "name0")).isEqualTo("name0");
    }

    @Test
    void nullIsNotKept() {
        SliceCache<@Nullable Integer> cache = new SliceCache<>(this::nothing);

        assertThat(find(cache, "x")).isNull();
        assertThat(find(cache, "x")).isNull();
        assertThat(lookedUp).hasSize(2);
    }

    @Test
    void aLongTextIsCut() {
        var cache = new SliceCache<>(text -> text);

        assertThat(find(cache, "x".repeat(1_000_000))).hasSize(65);
    }

    private Integer lengthOf(String text) {
        lookedUp.add(text);
        return text.length();
    }

    private @Nullable Integer nothing(String text) {
        lookedUp.add(text);
        return null;
    }

    private static <T extends @Nullable Object> T find(SliceCache<T> cache, String text) {
        char[] chars = (">" + text + "<").toCharArray();
        return cache.find(chars, 1, text.length());
    }
}
