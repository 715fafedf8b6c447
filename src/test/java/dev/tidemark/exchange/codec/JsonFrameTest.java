package dev.tidemark.exchange.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonFrameTest {

    @Test
    void whatIsNotReadIsSkipped() throws IOException {
        try (JsonFrame json = open("{\"a\":{\"b\":[1,{}]},\"c\":[[2]],\"d\":\"x\",\"e\":5}")) {
            assertThat(json.enterObject()).isTrue();
            var names = new ArrayList<String>();
            for (String name = json.nextField(); name != null; name = json.nextField()) {
                names.add(name);
            }
            assertThat(names).isEqualTo(List.of("a", "c", "d", "e"));
            json.finish();
        }
    }

    @Test
    void aValueOfAnotherTypeReadsAsAbsent() throws IOException {
        for (String value : List.of("[1]", "{\"a\":1}", "true", "null", "\"\"")) {
            try (JsonFrame json = open("[" + value + ",7]")) {
                assertThat(json.enterArray()).isTrue();
                assertThat(json.nextElement()).isTrue();
                assertThat(json.number()).isNaN();
                assertThat(json.integer()).isEqualTo(JsonFrame.NO_INTEGER);
                assertThat(json.text(9)).isEmpty();
                assertThat(json.id()).isEmpty();
                assertThat(json.side()).isEqualTo(Side.UNKNOWN);
                assertThat(json.nextElement()).isTrue();
                assertThat(json.integer()).isEqualTo(7);
                assertThat(json.nextElement()).isFalse();
            }
        }
    }

    @Test
    void anAbsentPriceIsNotAWrongOne() throws IOException {
        try (JsonFrame json = open("[null,\"\",\"x\",[],true,\"1.5\",2]")) {
            assertThat(json.enterArray()).isTrue();
            var prices = new ArrayList<Double>();
            while (json.nextElement()) {
                prices.add(json.price());
            }
            assertThat(prices).containsExactly(Double.NaN, Double.NaN, 0.0, 0.0, 0.0, 1.5, 2.0);
        }
    }

    @Test
    void integersBeyond63BitsAreAbsentAndTheirTextIsNot() throws IOException {
        try (JsonFrame json = open("[9223372036854775807,9223372036854775808,\"18446744073709551617\",-1,1.5]")) {
            assertThat(json.enterArray()).isTrue();
            assertThat(json.nextElement() ? json.integer() : 0).isEqualTo(Long.MAX_VALUE);
            assertThat(json.nextElement() ? json.integer() : 0).isEqualTo(JsonFrame.NO_INTEGER);
            assertThat(json.id()).isEqualTo("9223372036854775808");
            assertThat(json.nextElement() ? json.id() : "").isEqualTo("18446744073709551617");
            assertThat(json.nextElement() ? json.integer() : 0).isEqualTo(JsonFrame.NO_INTEGER);
            assertThat(json.nextElement() ? json.integer() : 0).isEqualTo(JsonFrame.NO_INTEGER);
        }
    }

    @Test
    void theSourceOfAValueIsItsOwnText() throws IOException {
        byte[] bytes = "xx{\"a\": [1, {\"b\":\"ä\"}] ,\"c\":\"d\"}xx".getBytes(StandardCharsets.UTF_8);
        try (JsonFrame json = JsonFrame.open(bytes, 2, bytes.length - 4)) {
            assertThat(json.enterObject()).isTrue();
            assertThat(json.nextField()).isEqualTo("a");
            assertThat(json.source(100)).isEqualTo("[1, {\"b\":\"ä\"}]");
            assertThat(json.nextField()).isEqualTo("c");
            assertThat(json.source(100)).isEqualTo("\"d\"");
            assertThat(json.nextField()).isNull();
        }
    }

    @Test
    void aMessageCanBeReadTwice() throws IOException {
        try (JsonFrame json = open("[1,2]")) {
            assertThat(json.enterArray()).isTrue();
            json.finish();
            try (JsonFrame again = json.again()) {
                assertThat(again.enterArray() && again.nextElement()).isTrue();
                assertThat(again.integer()).isEqualTo(1);
            }
        }
    }

    @Test
    void textAfterTheMessageIsNoMessage() throws IOException {
        try (JsonFrame json = open("{} x")) {
            assertThatThrownBy(json::finish).isInstanceOf(IOException.class);
        }
        try (JsonFrame json = open("1 2")) {
            assertThatThrownBy(json::finish).isInstanceOf(IOException.class);
        }
    }

    private static JsonFrame open(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonFrame.open(bytes, 0, bytes.length);
    }
}
