package dev.tidemark.http;

import dev.tidemark.cold.Partition;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.SampleBatch;
import dev.tidemark.market.Series;
import dev.tidemark.market.Side;
import dev.tidemark.market.TickBatch;
import dev.tidemark.market.TradeBatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Requests for rows, with the status that each must get.
final class OpenApiRows {

    static final String SITE = "?site_name=north&point_names=p";
    static final String SAMPLES =
            "{\"site_name\":\"north\",\"point_names\":[\"p\"],\"start_time\":\"2026-11-01\",\"end_time\":\"2026-11-02\"}";
    private static final String CLOSED = "&start_time=2026-11-01&end_time=2026-11-02";

    private OpenApiRows() {}

    /// @param call method and address
    record Request(String call, String body, int status, List<String> headers) {}

    private static Request of(String call, int status) {
        return of(call, "", status);
    }

    private static Request of(String call, String body, int status, String... headers) {
        return new Request(call, body, status, List.of(headers));
    }

    /// Rows in all formats, out of hot and out of cold.
    static List<Request> requests() {
        var cases = new ArrayList<Request>();
        for (String feed : List.of("ticks", "trades")) {
            String range = "?symbol=BTC-USD&from=2026-11-01&to=2026-11-02";
            cases.add(of("GET /api/" + feed + ".csv?symbol=BTC-USD", 200));
            cases.add(of("GET /api/" + feed + ".ndjson?symbol=BTC-USD", 200));
            cases.add(of("GET /api/" + feed + ".json?symbol=BTC-USD&interval=1h", 200));
            cases.add(of("GET /api/" + feed + ".xml?symbol=BTC-USD", 400));
            cases.add(of("GET /api/" + feed + ".csv?symbol=NO-SUCH", 404));
            cases.add(of("GET /api/" + feed + range, "", 304, "If-None-Match", "*"));
            cases.add(of("GET /api/" + feed + ".csv" + range, "", 304, "If-None-Match", "*"));
        }
        for (String ending : List.of("", ".csv")) {
            String path = " /timeseries/query" + ending;
            cases.add(of("GET" + path + SITE + CLOSED, 200));
            cases.add(of("GET" + path + SITE + CLOSED, "", 304, "If-None-Match", "*"));
            cases.add(of("GET" + path, 400));
            cases.add(of("GET" + path + SITE.replace("north", "south"), 404));
            cases.add(of("POST" + path, SAMPLES, 200));
            cases.add(of("POST" + path, SAMPLES, 304, "If-None-Match", "*"));
            cases.add(of("POST" + path, "[]", 400));
            cases.add(of("POST" + path, SAMPLES.replace("north", "south"), 404));
            cases.add(of("POST" + path, OpenApiIT.large(), 413));
        }
        cases.addAll(List.of(
                of("GET /timeseries/latest?site_name=north&point_names=p", 200),
                of("GET /timeseries/latest", 400),
                of("GET /timeseries/latest?site_name=south", 404),
                of("GET /timeseries/latest?site_name=north&point_names=q", 404),
                of("GET /sites", 200),
                of("GET /sites?x=1", 400),
                of("GET /sites/north/points", 200),
                of("GET /sites/north/points?search=nothing", 200),
                of("GET /sites/north/points?limit=0", 400),
                of("GET /sites/south/points?search=p", 404),
                of("GET /sites/south/points", 404)));
        cases.add(of("GET /timeseries/query" + SITE + CLOSED + "&interval=1h&agg=min,stddev", 200));
        return cases;
    }

    /// Stores rows of a closed day in cold.
    static void archive(TestServer server) {
        LocalDate day = LocalDate.of(2026, 11, 1);
        long dayUs = day.toEpochDay() * 86_400_000_000L;
        var samples = new SampleBatch(1);
        samples.add(new Series(Dataset.SAMPLES, "north", "p"), dayUs, 1.5);
        var ticks = new TickBatch(1);
        ticks.add(new Series(Dataset.TICKS, "acme", "BTC/USD"), dayUs, dayUs, 1);
        var trades = new TradeBatch(1);
        trades.add(new Series(Dataset.TRADES, "acme", "BTC/USD"), dayUs, dayUs, "t", 1, 2, Side.BUY);
        List.of(samples, ticks, trades).forEach(server::add);
        server.rows.archive(new Partition(Dataset.SAMPLES, "north"), day);
        server.rows.archive(new Partition(Dataset.TICKS, "BTC/USD"), day);
        server.rows.archive(new Partition(Dataset.TRADES, "BTC/USD"), day);
    }
}
