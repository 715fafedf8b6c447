package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cold.ColdFile.Kind;
import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.parquet.RandomRows;
import dev.tidemark.cold.parquet.write.ParquetColdFileWriter;
import dev.tidemark.hot.HotFault;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.RecordBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.TickBatch;
import dev.tidemark.testkit.Duck;
import dev.tidemark.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers as files of Parquet, which DuckDB reads.
class QueryParquetIT {

    private static final String SITE =
            URLEncoder.encode(RandomRows.partition(Dataset.SAMPLES).name(), StandardCharsets.UTF_8);
    private static final String SAMPLES =
            "/timeseries/query?site_name=" + SITE + "&start_time=2026-03-01" + "&end_time=2026-03-02";
    private static final String TICKS = "/api/ticks?symbol=BTC-USD&from=2026-03-01&to=2026-03-02";
    private static final String TRADES = TICKS.replace("ticks", "trades");

    private final TestServer server = new TestServer();

    @TempDir
    private Path folder;

    private int files;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SAMPLES", "TICKS", "TRADES"})
    void aFileOfRowsIsLikeOneOfTheLake(Dataset dataset) throws IOException {
        RecordBatch rows = random(dataset);
        Path lake = folder.resolve("lake.parquet");
        try (var writer =
                ParquetColdFileWriter.factory(Compression.ZSTD).create(lake, RandomRows.day(dataset, Kind.DAY))) {
            writer.add(rows);
            assertThat(writer.finish().rows()).isEqualTo(rows.size());
        }

        Path answer = download(path(dataset));

        assertThat(schema(answer)).isNotEmpty().isEqualTo(schema(lake));
        assertThat(Duck.texts("select * from read_parquet('" + answer + "')"))
                .hasSize(rows.size())
                .containsExactlyInAnyOrderElementsOf(Duck.texts("select * from read_parquet('" + lake + "')"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SAMPLES |                                     | point_name,timestamp,value",
                "SAMPLES | &interval=1h&agg=avg,min,max,stddev | point_name,timestamp,avg,min,max,stddev",
                "SAMPLES | &max_points=40                      | point_name,timestamp,value",
                "TICKS   |                                     | time,received,source,price,bid,ask,volume,metadata",
                "TICKS   | &interval=15m                       | time,source,value",
                "TRADES  |                                     | time,source,trade_id,price,size,side",
                "TRADES  | &max_points=30&downsample=minmax    | time,source,value",
            })
    void itHasTheRowsOfTheOtherFormatsInTheirOrder(Dataset dataset, String more, String columns) {
        random(dataset);
        String path = path(dataset) + (more == null ? "" : more);

        List<String> rows = Duck.texts(select(columns, false) + "read_parquet('" + download(path) + "')");

        Path csv = server.download(path + "&format=csv", folder.resolve("rows.csv"))
                .body();
        assertThat(rows)
                .hasSizeGreaterThan(20)
                .isEqualTo(Duck.texts(select(columns, true) + "read_csv('" + csv + "', header = true, delim = ',',"
                        + " quote = '\"', escape = '\"', auto_detect = false, columns = {" + texts(columns) + "})"));
    }

    @Test
    void anAnswerWithoutRowsIsAFileWithoutRows() {
        random(Dataset.SAMPLES);

        Path answer = download(SAMPLES.replace("2026-03-0", "2026-05-0"));

        assertThat(Duck.texts("select count(*) from read_parquet('" + answer + "')"))
                .containsExactly("0");
        assertThat(schema(answer)).hasSize(5);
    }

    @Test
    void itsHeadersSayWhatItIs() {
        RecordBatch rows = random(Dataset.SAMPLES);
        server.rows.archive(RandomRows.partition(Dataset.SAMPLES), RandomRows.DAY);
        String path = SAMPLES.replace("query?", "query.parquet?");

        HttpResponse<Path> answer = server.download(path, file(), "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.apache.parquet");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"samples-Haus-7.parquet\"");
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
        Path accepted = server.download(SAMPLES, file(), "Accept", "application/vnd.apache.parquet")
                .body();
        assertThat(Duck.texts("select count(*) from read_parquet('" + accepted + "')"))
                .containsExactly(String.valueOf(rows.size()));
    }

    @Test
    void pagesFollowOneAnother() {
        RecordBatch rows = random(Dataset.TRADES);
        List<String> walked = new ArrayList<>();
        String next = TRADES + "&format=parquet&limit=90";
        while (next != null) {
            HttpResponse<Path> page = server.download(next, file());
            walked.addAll(Duck.texts("select trade_id from read_parquet('" + page.body() + "')"));
            String link = page.headers().firstValue("Link").orElse(null);
            String cursor = link == null ? null : link.replaceAll(".*cursor=([^>]*)>.*", "$1");
            assertThat(Duck.texts("select decode(value) from parquet_kv_metadata('" + page.body() + "')"))
                    .isEqualTo(cursor == null ? List.of() : List.of(cursor));
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(walked).hasSize(rows.size()).doesNotHaveDuplicates();
    }

    @Test
    void aFaultInTheMiddleLeavesNoFile() {
        server.rows.add(ticks(60_000));
        server.failCursorsAfter(500, new HotFault.Unavailable("gone", new IllegalStateException()));
        Path cut = folder.resolve("cut");

        assertThatThrownBy(() -> server.download("/api/ticks.parquet" + TICKS.substring("/api/ticks".length()), cut))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(cut).isNotEmptyFile();
        assertThatThrownBy(() -> Duck.texts("select count(*) from read_parquet('" + cut + "')"))
                .hasStackTraceContaining("No magic bytes found at end of file");
        Eventually.holds(() -> server.rows.openCount() == 0);
    }

    @Test
    void aFaultAtTheFirstRowsIsStillAProblem() {
        server.rows.add(ticks(300));
        server.failCursorsAfter(0, new HotFault.Unavailable("gone", new IllegalStateException()));

        assertProblem(server.get(TICKS + "&format=parquet"), 503);
    }

    private RecordBatch random(Dataset dataset) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("QueryParquetIT seed " + seed);
        RecordBatch rows = new RandomRows(seed).rows(dataset, 5, 200);
        server.add(rows);
        return rows;
    }

    /// Ticks that no compression makes small.
    private static TickBatch ticks(int count) {
        var random = new Random(1);
        var series = new Series(Dataset.TICKS, "acme", "BTC/USD");
        var batch = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            int row = batch.add(series, RandomRows.DAY_US + i, RandomRows.DAY_US + i, random.nextDouble());
            batch.quote(row, random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
        }
        return batch;
    }

    private Path download(String path) {
        HttpResponse<Path> answer = server.download(path + "&format=parquet", file());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private Path file() {
        return folder.resolve("answer-" + files++ + ".parquet");
    }

    private static String path(Dataset dataset) {
        return switch (dataset) {
            case SAMPLES -> SAMPLES;
            case TICKS -> TICKS;
            case TRADES -> TRADES;
            case CANDLES -> throw new IllegalArgumentException("Expected a dataset with answers, was candles");
        };
    }

    /// Names, types and whether a value is needed, as the footer has them.
    private static List<String> schema(Path file) {
        return Duck.texts(
                "select name, type, repetition_type, converted_type, logical_type from parquet_schema('" + file + "')");
    }

    private static String select(String columns, boolean isText) {
        var select = new ArrayList<String>();
        for (String column : columns.split(",")) {
            String cell = '"' + column + '"';
            boolean isTime = List.of("time", "timestamp", "received").contains(column);
            boolean isName = List.of("point_name", "source", "trade_id", "side", "metadata")
                    .contains(column);
            select.add(
                    isTime
                            ? "epoch_us(cast(" + cell + " as timestamptz))"
                            : isName ? cell : isText ? "cast(" + cell + " as double)" : cell);
        }
        return "select " + String.join(", ", select) + " from ";
    }

    private static String texts(String columns) {
        return "'" + columns.replace(",", "': 'VARCHAR', '") + "': 'VARCHAR'";
    }
}
