package dev.tidemark.http;

import static dev.tidemark.http.ProblemAssert.assertProblem;
import static dev.tidemark.http.ProblemAssert.firstError;
import static dev.tidemark.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.hot.Gap;
import dev.tidemark.hot.HotFault;
import dev.tidemark.testkit.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListFeedsIT {

    private static final String RANGE = "&from=2026-11-23T11:00:00Z&to=2026-11-23T12:00:00Z";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aTickHasAllItsFields() {
        server.add(Rows.ticks("acme", "BTC/USD", 1));
        server.add(Rows.ticksAtOnce("other", "ETH/USD", 1));

        JsonObject answer = json(server.get("/api/ticks?symbol=BTC-USD" + RANGE));

        assertThat(answer).isEqualTo(new JsonObject("""
            {"symbol":"BTC/USD","ticks":[{"time":"2026-11-23T11:00:00.000000Z",
             "received":"2026-11-23T11:00:00.000007Z","source":"acme","price":1.0,"bid":null,"ask":null,
             "volume":null,"metadata":{"high_24h":9}}],"next":null}\
            """));
        JsonObject eth = json(server.get("/api/ticks?symbol=eth_usd" + RANGE))
                .getJsonArray("ticks")
                .getJsonObject(0);
        assertThat(eth.getDouble("bid")).isEqualTo(0.5);
        assertThat(eth.getDouble("ask")).isEqualTo(1.5);
        assertThat(eth.getValue("metadata")).isNull();
    }

    @Test
    void aTradeHasAllItsFields() {
        server.add(Rows.trades("acme", "BTC/USD", 3));

        JsonObject answer = json(server.get("/api/trades?symbol=BTC/USD" + RANGE));

        assertThat(answer.getJsonArray("trades").getJsonObject(1)).isEqualTo(new JsonObject("""
            {"time":"2026-11-23T11:00:00.001000Z","source":"acme","trade_id":"t1","price":101.0,"size":0.25,
             "side":"buy"}\
            """));
        assertThat(answer.getJsonArray("trades").stream().map(trade -> ((JsonObject) trade).getString("side")))
                .containsExactly(null, "buy", "sell");
        assertThat(answer.getString("symbol")).isEqualTo("BTC/USD");
        assertThat(answer.getValue("next")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1,10", "3,10", "10,10", "7,50", "100000,1000"})
    void walkingThePagesGivesEveryRowOnceWhateverTheLimit(int limit, int rows) {
        // All at one time: only the order of arrival tells them apart.
        server.add(Rows.ticksAtOnce("acme", "BTC/USD", rows));
        var prices = new ArrayList<Double>();
        String next = "";
        while (next != null) {
            JsonObject page = json(server.get(
                    "/api/ticks?symbol=BTC-USD&limit=" + limit + (next.isEmpty() ? RANGE : "&cursor=" + next)));
            JsonArray ticks = page.getJsonArray("ticks");
            assertThat(ticks.size()).isBetween(1, limit);
            ticks.forEach(tick -> prices.add(((JsonObject) tick).getDouble("price")));
            next = page.getString("next");
        }

        assertThat(prices).hasSize(rows).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theRangeIsHalfOpenAndTheSourceNarrowsIt() {
        server.add(Rows.ticks("acme", "BTC/USD", 3));
        server.add(Rows.ticks("other", "BTC/USD", 3));

        String range = "&from=" + Rows.START_US + "&to=" + (Rows.START_US + 2_000);
        assertThat(ticks("/api/ticks?symbol=BTC-USD" + range)).hasSize(4);
        assertThat(ticks("/api/ticks?symbol=BTC-USD&source=acme" + range)).hasSize(2);
    }

    @Test
    void withoutARangeTheLastHourIsMeant() {
        server.add(Rows.ticks("acme", "BTC/USD", 3));

        assertThat(ticks("/api/ticks?symbol=BTC-USD")).hasSize(3);
        assertThat(ticks("/api/ticks?symbol=BTC-USD&to=2026-11-23T11:00:00.001Z"))
                .hasSize(1);
    }

    @Test
    void anUnknownSymbolOrSourceIsNotFoundButAnEmptyRangeIsEmpty() {
        server.add(Rows.ticks("acme", "BTC/USD", 3));

        assertProblem(server.get("/api/ticks?symbol=NO-SUCH"), 404);
        assertProblem(server.get("/api/ticks?symbol=BTC-USD&source=nobody"), 404);
        assertThat(ticks("/api/ticks?symbol=BTC-USD&from=2020-01-01&to=2020-01-02"))
                .isEmpty();
        assertThat(server.get("/api/trades?symbol=BTC-USD").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "symbol | /api/ticks",
                "symbol | /api/ticks?symbol=",
                "symbol | /api/ticks?symbol=A&symbol=B",
                "from   | /api/ticks?symbol=A&from=yesterday",
                "to     | /api/ticks?symbol=A&to=2026-02-30",
                "from   | /api/ticks?symbol=A&from=2026-01-02&to=2026-01-01",
                "from   | /api/ticks?symbol=A&from=2026-01-01&to=2026-01-01",
                "from   | /api/trades?symbol=A&from=2024-01-01&to=2025-01-03",
                "limit  | /api/ticks?symbol=A&limit=0",
                "limit  | /api/ticks?symbol=A&limit=100001",
                "limit  | /api/ticks?symbol=A&limit=x",
                "cursor | /api/ticks?symbol=A&cursor=x",
                "format | /api/ticks?symbol=A&format=xml",
                "simbol | /api/ticks?simbol=A",
                "limit  | /gaps?limit=-1",
            })
    void aBadParameterIsNamed(String parameter, String path) {
        assertThat(firstError(assertProblem(server.get(path), 400)).getString("parameter"))
                .isEqualTo(parameter);
    }

    @Test
    void aYearIsNotTooLong() {
        server.add(Rows.ticks("acme", "BTC/USD", 1));

        assertThat(ticks("/api/ticks?symbol=BTC-USD&from=2024-01-01&to=2025-01-01"))
                .isEmpty();
    }

    @Test
    void aCursorThatWasTamperedWithOrBelongsToAnotherQueryIsRefused() {
        server.add(Rows.ticks("acme", "BTC/USD", 3));
        server.add(Rows.ticks("acme", "ETH/USD", 3));
        String next = json(server.get("/api/ticks?symbol=BTC-USD&limit=1")).getString("next");
        String tampered = next.substring(0, 20) + (next.charAt(20) == 'A' ? 'B' : 'A') + next.substring(21);

        for (String query : List.of(
                "symbol=BTC-USD&cursor=" + tampered,
                "symbol=ETH-USD&cursor=" + next,
                "symbol=BTC-USD&source=acme&cursor=" + next,
                "symbol=BTC-USD&from=2026-01-01&cursor=" + next)) {
            assertProblem(server.get("/api/ticks?" + query), 400);
        }
        assertProblem(server.get("/api/trades?symbol=BTC-USD&cursor=" + next), 400);
        assertThat(ticks("/api/ticks?symbol=BTC-USD&cursor=" + next)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ticks?symbol=BTC-USD", "/api/trades?symbol=BTC-USD", "/api/symbols", "/gaps"})
    void aDatabaseThatIsDownIs503(String path) {
        server.failWith(new HotFault.Unavailable("SELECT failed", new IllegalStateException()));

        HttpResponse<String> answer = server.get(path);

        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aFaultInTheMiddleCutsTheConnection() {
        server.add(Rows.ticks("acme", "BTC/USD", 5_000));
        server.failCursorsAfter(40, new HotFault.Unavailable("gone", new IllegalStateException()));

        assertThatThrownBy(() -> server.get("/api/ticks?symbol=BTC-USD")).isInstanceOf(UncheckedIOException.class);
        Eventually.holds(() -> server.rows.openCount() == 0);
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultAtTheFirstRowsIsStillAProblem() {
        server.add(Rows.ticks("acme", "BTC/USD", 500));
        server.failCursorsAfter(0, new HotFault.Unavailable("gone", new IllegalStateException()));

        assertProblem(server.get("/api/ticks?symbol=BTC-USD"), 503);
        assertThat(server.rows.openCount()).isZero();
    }

    @Test
    void everyCursorIsClosedAndHeadHasNoBody() {
        server.add(Rows.ticks("acme", "BTC/USD", 2_500));

        assertThat(ticks("/api/ticks?symbol=BTC-USD")).hasSize(2_500);
        HttpResponse<String> head = server.send("HEAD", "/api/ticks?symbol=BTC-USD", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertProblem(server.get("/api/ticks?symbol=NO-SUCH"), 404);
        assertThat(server.rows.openCount()).isZero();
    }

    @Test
    void symbolsAreListedWithTheirSourcesAndDatasets() {
        server.add(Rows.ticks("b", "BTC/USD", 1));
        server.add(Rows.trades("a", "BTC/USD", 1));

        assertThat(json(server.get("/api/symbols"))).isEqualTo(new JsonObject("""
            {"symbols":[{"symbol":"BTC/USD","sources":["a","b"],"datasets":["ticks","trades"]}]}\
            """));
    }

    @Test
    void gapsAreListedTheNewestFirst() {
        server.reader.add(new Gap(1, "coinbase", "BTC/USD", "trade-id", 5, 9, TestServer.NOW, null));
        server.reader.add(new Gap(2, "kraken", "*", "frames", 7, 7, TestServer.NOW, TestServer.NOW));

        JsonArray gaps = json(server.get("/gaps")).getJsonArray("gaps");

        assertThat(gaps.getJsonObject(0).getInteger("id")).isEqualTo(2);
        assertThat(gaps.getJsonObject(1)).isEqualTo(new JsonObject("""
            {"id":1,"source":"coinbase","symbol":"BTC/USD","kind":"trade-id","from":5,"to":9,"missing":5,
             "seen":"2026-11-23T12:00:00Z","filled":null}\
            """));
        assertThat(json(server.get("/gaps?limit=1")).getJsonArray("gaps")).hasSize(1);
    }

    private JsonArray ticks(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).getJsonArray("ticks");
    }
}
