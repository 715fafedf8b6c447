package dev.tidemark.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JsonPageTest {

    @Test
    void aStatusIsLaidOutWithoutKnowingIt() {
        var status = new JsonObject("""
                {"connected":true,"batch_size":100,"missing":[],"config":{},
                 "journal":{"bytes":12,"fill":1.8270401948842874,"fault":null},
                 "collectors":[
                   {"source":"kraken","state":"live","subscriptions":[{"symbol":"BTC/USD","state":"live"}]},
                   {"source":"binance","state":"waiting","subscriptions":[]}]}
                """);

        assertThat(laidOut(status)).isEqualTo("""
                        connected   true
                        batch size  100
                        missing     none
                        config      none

                        journal:
                          bytes  12
                          fill   1.827
                          fault  -

                        collectors:
                          source   state
                          kraken   live
                          binance  waiting
                          kraken subscriptions:
                            symbol   state
                            BTC/USD  live
                        """);
    }

    @Test
    void whatCouldDriveATerminalDoesNotReachIt() {
        assertThat(laidOut(new JsonObject().put("error", "\u001b[2Jgone\nnext")))
                .isEqualTo("error   [2Jgone next\n");
    }

    private static String laidOut(JsonObject json) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        new JsonPage(out).print(json);
        out.flush();
        return text.toString();
    }
}
