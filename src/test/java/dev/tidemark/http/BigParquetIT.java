package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.TestServer.Setup;
import dev.tidemark.http.TestServer.Tiers;
import dev.tidemark.testkit.Duck;
import dev.tidemark.testkit.Eventually;
import dev.tidemark.testkit.GeneratedSamples;
import dev.tidemark.testkit.InMemoryLake;
import dev.tidemark.testkit.RowCursor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file of Parquet that nobody has in memory: the rows are made while they are asked for. With `-Drows` it is longer.
@Timeout(240)
class BigParquetIT {

    private static final int POINTS = 20;
    private static final int ENDLESS = 2_000_000;
    private static final int ROWS = Integer.getInteger("rows", 1_200_000);
    private static final String QUERY =
            "/timeseries/query.%s?site_name=north&start_time=2026-01-01&end_time=2026-12-31";

    @TempDir
    private Path folder;

    @Test
    void aMillionRowsAreTheSameAsCsvInGroupsOfBoundedLength() {
        var samples = new GeneratedSamples("north", POINTS, ROWS / POINTS);
        try (var server = serverOf(samples)) {
            Path parquet = server.download(QUERY.formatted("parquet"), folder.resolve("big.parquet"))
                    .body();
            Path csv = server.download(QUERY.formatted("csv"), folder.resolve("big.csv"))
                    .body();

            assertThat(Duck.texts("select count(*) from read_parquet('" + parquet + "')"))
                    .containsExactly(String.valueOf(ROWS));
            assertThat(Duck.texts("select count(*) from (select point_name, epoch_ms(timestamp), value, 'north'"
                            + " from read_csv('" + csv + "') except all select point_name, epoch_ms(timestamp), value,"
                            + " site_name from read_parquet('" + parquet + "'))"))
                    .containsExactly("0");
            String groups = Duck.texts("select max(row_group_num_rows) < 102000, count(distinct row_group_id) >= "
                            + ROWS / 102_000 + " from parquet_metadata('" + parquet + "')")
                    .getFirst();
            assertThat(groups).isEqualTo("true|true");
        }
    }

    @Test
    void aReaderThatPausesStopsTheRowsAndOneThatGoesAwayFreesThem() throws IOException {
        var samples = new GeneratedSamples("north", POINTS, ENDLESS);
        try (var server = serverOf(samples)) {
            try (Socket socket = ask(server.port())) {
                assertThat(socket.isConnected()).isTrue();
                int given = Eventually.steady(samples::given);
                assertThat(given).isBetween(1, POINTS * ENDLESS / 2);
                assertThat(samples.open()).isPositive();
            }
            Eventually.holds(() -> samples.open() == 0);
        }
    }

    private static TestServer serverOf(GeneratedSamples samples) {
        return new TestServer(Setup.OPEN, vertx -> new Tiers(samples, new InMemoryLake(RowCursor.Manner.of(1))));
    }

    private static Socket ask(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + QUERY.formatted("parquet") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
