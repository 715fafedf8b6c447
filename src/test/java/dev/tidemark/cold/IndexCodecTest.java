package dev.tidemark.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.FileIndex.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexCodecTest {

    private static final long DAY_US = 86_400_000_000L;

    @Test
    void anIndexComesBackAsItWas() {
        var index = new FileIndex(List.of(
                new Block("", "é/ü", 4, 1, 1, 0, 0),
                new Block("é/ü", "\uD83D\uDE00", 5, Integer.MAX_VALUE, 70_000, -5, Long.MAX_VALUE / 4),
                new Block("\uD83D\uDE00x", "\uD83D\uDE00xy", 1L << 40, 77, 3, Long.MIN_VALUE / 4, 3)));

        assertThat(IndexCodec.decode(IndexCodec.encode(index))).isEqualTo(index);
        assertThat(IndexCodec.decode(IndexCodec.encode(new FileIndex(List.of()))))
                .isEqualTo(new FileIndex(List.of()));
    }

    @Test
    void aBlockOfADayTakesFewBytes() {
        FileIndex index = day(287);
        byte[] bytes = IndexCodec.encode(index);

        assertThat(IndexCodec.decode(bytes)).isEqualTo(index);
        assertThat(bytes.length).isLessThan(287 * 70);
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] whole = IndexCodec.encode(day(20));
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            try {
                assertThat(IndexCodec.decode(broken).blocks().size()).isLessThan(broken.length);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageMatching("Expected .*");
            }
        }
        assertThatThrownBy(() -> IndexCodec.decode(new byte[0])).hasMessageContaining("empty");
    }

    private static FileIndex day(int count) {
        var random = new Random(1);
        var blocks = new ArrayList<Block>();
        long offset = 4;
        for (int i = 0; i < count; i++) {
            int length = 60_000 + random.nextInt(5_000);
            blocks.add(new Block(
                    String.format("building-7/floor-%02d/ahu-%03d/supply-temperature", i / 30, i * 16),
                    String.format("building-7/floor-%02d/ahu-%03d/return-temperature", i / 30, i * 16 + 15),
                    offset,
                    length,
                    23_040,
                    20_000 * DAY_US + random.nextInt(60_000_000),
                    20_001 * DAY_US - random.nextInt(60_000_000)));
            offset += length;
        }
        return new FileIndex(blocks);
    }
}
