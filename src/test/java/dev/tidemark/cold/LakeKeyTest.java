package dev.tidemark.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Timeframe;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeKeyTest {

    private static final LocalDate DAY = LocalDate.of(2025, 11, 3);
    private static final YearMonth MONTH = YearMonth.of(2025, 11);

    /// What a name may be made of to be as nasty as it can.
    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "é",
            "/",
            "-",
            ".",
            "..",
            "%",
            "%2f",
            "%2F",
            "%2D",
            "v2",
            ".v2",
            ".v3",
            "~",
            " ",
            "+",
            "\\",
            ".parquet",
            "\0",
            "\ud83d\ude00",
            "\ud83d",
            "\n",
            "day",
            "x".repeat(90),
            "é".repeat(40));

    @Test
    void everyKindHasTheKeyOfTheLayout() {
        assertThat(LakeKey.day(samples("hq"), 1)).isEqualTo("timeseries/2025/11/03/hq.parquet");
        assertThat(LakeKey.day(samples("hq"), 2)).isEqualTo("timeseries/2025/11/03/hq.v2.parquet");
        assertThat(LakeKey.month(samples("hq").partition(), MONTH, 1))
                .isEqualTo("timeseries-months/2025/11/hq.parquet");
        assertThat(LakeKey.day(ticks("BTC/USD"), 1)).isEqualTo("ticks/BTC-USD/2025/11/03/day.parquet");
        assertThat(LakeKey.day(ticks("BTC/USD"), 12)).isEqualTo("ticks/BTC-USD/2025/11/03/day.v12.parquet");
        assertThat(LakeKey.part(ticks("BTC/USD"), 1_762_128_000_123L, "7f"))
                .isEqualTo("ticks/BTC-USD/2025/11/03/part-1762128000123-7f.parquet");
        assertThat(LakeKey.candles(Timeframe.M5, "BTC/USD", MONTH, 3))
                .isEqualTo("candles/5m/BTC-USD/2025-11.v3.parquet");
    }

    @Test
    void aDashOfASymbolIsNotItsSlash() {
        assertThat(LakeKey.day(ticks("BTC-USD"), 1)).isEqualTo("ticks/BTC%2DUSD/2025/11/03/day.parquet");
        assertThat(LakeKey.day(samples("hall-1"), 1)).isEqualTo("timeseries/2025/11/03/hall-1.parquet");
    }

    @Test
    void aNameThatEndsLikeAVersionIsNoVersion() {
        assertThat(LakeKey.day(samples("a.v2"), 1))
                .isEqualTo("timeseries/2025/11/03/a%2Ev2.parquet")
                .isNotEqualTo(LakeKey.day(samples("a"), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "é", "%2f", "a.v2", "..", ".", "a\\b", " ", "BRK.B", "a+b", "CON", "-"})
    void aNameFromOutsideStaysInItsPrefixAndComesBack(String name) {
        for (Map.Entry<String, Boolean> key : keys(name).entrySet()) {
            assertStaysInside(key.getKey());
            assertThat(LakeKey.parse(key.getKey()).orElseThrow().name()).isEqualTo(name);
        }
    }

    @Test
    void aLongNameIsHashed() {
        String one = "x".repeat(299) + "1";
        String other = "x".repeat(299) + "2";

        String key = LakeKey.day(samples(one), 1);

        assertThat(key).hasSizeLessThan(256).isNotEqualTo(LakeKey.day(samples(other), 1));
        assertThat(LakeKey.parse(key).orElseThrow().name()).isNull();
        assertThat(LakeKey.parse(key).orElseThrow().fromDay()).isEqualTo(DAY);
    }

    @Test
    void noTwoNamesShareAKeyWhateverTheyAreMadeOf() {
        long seed = Long.getLong("seed", 20_251_103L);
        var random = new Random(seed);
        var keyToOwner = new HashMap<String, String>();
        for (int i = 0; i < 20_000; i++) {
            String name = name(random);
            for (String key : keys(name).keySet()) {
                assertStaysInside(key);
                String before = keyToOwner.put(key, name);
                assertThat(before == null || before.equals(name))
                        .as("seed %d: '%s' and '%s' share %s", seed, before, name, key)
                        .isTrue();
                String read = LakeKey.parse(key).orElseThrow().name();
                assertThat(read == null ? name : read).as("seed %d", seed).isEqualTo(name);
            }
        }
        assertThat(keyToOwner).hasSizeGreaterThan(20_000);
    }

    @Test
    void aKeyIsReadBackWhole() {
        assertThat(LakeKey.parse("candles/1h/BTC-USD/2025-11.v3.parquet"))
                .contains(new LakeKey(
                        Dataset.CANDLES,
                        ColdFile.Kind.MONTH,
                        Timeframe.H1,
                        "BTC/USD",
                        DAY.withDayOfMonth(1),
                        LocalDate.of(2025, 12, 1),
                        3));
        assertThat(LakeKey.parse("trades/BTC-USD/2025/11/03/part-5-x.parquet"))
                .contains(new LakeKey(Dataset.TRADES, ColdFile.Kind.PART, null, "BTC/USD", DAY, DAY.plusDays(1), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "timeseries/2025/13/03/hq.parquet",
                "timeseries/2025/02/30/hq.parquet",
                "timeseries/2025/11/03/hq.v1.parquet",
                "timeseries/2025/11/03/h%71.parquet",
                "timeseries/2025/11/03/h%2.parquet",
                "timeseries/2025/11/03/h q.parquet",
                "timeseries/2025/11/03/hq~1.parquet",
                "ticks/BTC-USD/2025/11/03/day.csv",
                "candles/7m/BTC-USD/2025-11.parquet"
            })
    void whatNobodyHereHasMadeIsNotRead(String key) {
        assertThat(LakeKey.parse(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", "a/.tmp-1", ".x", "a\\b", "é", "a\0b", "a\nb"
            })
    void anUnsafeKeyIsKnown(String key) {
        assertThat(LakeKey.isSafe(key)).isFalse();
    }

    @Test
    void aKeyMustNotBeTooLong() {
        assertThat(LakeKey.isSafe("a".repeat(255))).isTrue();
        assertThat(LakeKey.isSafe("a".repeat(256))).isFalse();
        assertThat(LakeKey.isSafe("abc/".repeat(256) + "a")).isFalse();
    }

    @Test
    void whatHasNoKeyIsABug() {
        var candles = new Partition(Dataset.CANDLES, "BTC/USD");

        assertThatIllegalArgumentException().isThrownBy(() -> LakeKey.day(new PartitionDay(candles, DAY), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> LakeKey.month(candles, MONTH, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> LakeKey.part(samples("hq"), 1, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> LakeKey.day(samples(""), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> LakeKey.day(samples("hq"), 0));
    }

    @Test
    void theKeysOfADatasetBeginWithItsPrefixes() {
        assertThat(LakeKey.prefixes(Dataset.SAMPLES))
                .anyMatch(LakeKey.day(samples("hq"), 1)::startsWith)
                .anyMatch(LakeKey.month(samples("hq").partition(), MONTH, 1)::startsWith);
        assertThat(LakeKey.prefixes(Dataset.TICKS)).anyMatch(LakeKey.day(ticks("BTC/USD"), 1)::startsWith);
    }

    /// Keys of every kind for one name, of versions 1, 2 and 3.
    private static Map<String, Boolean> keys(String name) {
        var keys = new ArrayList<String>();
        for (int version = 1; version <= 3; version++) {
            keys.add(LakeKey.day(samples(name), version));
            keys.add(LakeKey.month(samples(name).partition(), MONTH, version));
            keys.add(LakeKey.day(ticks(name), version));
            keys.add(LakeKey.candles(Timeframe.M5, name, MONTH, version));
        }
        keys.add(LakeKey.part(ticks(name), 5, "x"));
        var map = new HashMap<String, Boolean>();
        keys.forEach(key -> map.put(key, true));
        assertThat(map).hasSize(13);
        return map;
    }

    private static void assertStaysInside(String key) {
        var root = Path.of("/lake");
        String first = key.substring(0, key.indexOf('/'));

        assertThat(LakeKey.isSafe(key)).as(key).isTrue();
        assertThat(root.resolve(key).normalize())
                .isEqualTo(root.resolve(key))
                .startsWithRaw(root.resolve(first))
                .matches(path -> Stream.of(key.split("/")).allMatch(part -> part.length() <= 240));
    }

    private static String name(Random random) {
        var name = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return name.toString();
    }

    private static PartitionDay samples(String site) {
        return new PartitionDay(new Partition(Dataset.SAMPLES, site), DAY);
    }

    private static PartitionDay ticks(String symbol) {
        return new PartitionDay(new Partition(Dataset.TICKS, symbol), DAY);
    }
}
