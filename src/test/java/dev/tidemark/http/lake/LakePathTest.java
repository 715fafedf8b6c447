package dev.tidemark.http.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cold.LakeKey;
import dev.tidemark.cold.Partition;
import dev.tidemark.cold.PartitionDay;
import dev.tidemark.market.Dataset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakePathTest {

    private static final LocalDate DAY = LocalDate.of(2025, 11, 3);

    @ParameterizedTest
    @CsvSource({
        "/lake/ticks/BTC-USD/2025/11/03/day.parquet, ticks/BTC-USD/2025/11/03/day.parquet",
        "/lake/ticks/BTC%2DUSD/2025/11/03/day.parquet, ticks/BTC%2DUSD/2025/11/03/day.parquet",
        "/lake/ticks/BTC%252DUSD/2025/11/03/day.parquet, ticks/BTC%2DUSD/2025/11/03/day.parquet",
        "/lake/timeseries/2025/11/03/a%2Fb.parquet, timeseries/2025/11/03/a%2Fb.parquet",
        "/lake/timeseries%2F2025%2F11%2F03%2Fa%252Fb.parquet, timeseries/2025/11/03/a%2Fb.parquet",
        "/lake/timeseries%2F2025%2F11%2F03%2Fhq.parquet, timeseries/2025/11/03/hq.parquet",
        "/lake/other/a+b%20c.json, other/a+b c.json"
    })
    void aKeyIsFoundAsItIsAndAsItShouldBeSent(String path, String key) {
        assertThat(LakePath.key(path)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a-b", "é", "../../x", "50%", "%2f", "%2D", "a%2Db", "x y", "a.v2"})
    void aKeyOfAnyNameComesBackWhereItIsSentAsAPathShouldBe(String name) {
        for (Dataset dataset : new Dataset[] {Dataset.SAMPLES, Dataset.TICKS}) {
            String key = LakeKey.day(new PartitionDay(new Partition(dataset, name), DAY), 1);
            String whole = URLEncoder.encode(key, StandardCharsets.UTF_8);

            assertThat(LakePath.key("/lake/" + whole)).contains(key);
            assertThat(LakePath.key("/lake/" + whole.replace("%2F", "/"))).contains(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lake",
                "/lake/",
                "/lake/..",
                "/lake/%2e%2e/x",
                "/lake/..%2F..%2Fetc%2Fpasswd",
                "/lake/a//b",
                "/lake/%2Fetc",
                "/lake/%zz",
                "/lake/a%00b",
                "/lake/a%5Cb",
                "/lake/%C3%A9",
                "/lake/%252e%252e%252fx/../y",
                "/other/a"
            })
    void whatIsNoSafeKeyIsNone(String path) {
        assertThat(LakePath.key(path)).isEmpty();
    }
}
