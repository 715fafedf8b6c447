package dev.tidemark.exchange.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageAssemblyTest {

    @Test
    void aMessageMayComeInManyFrames() {
        var assembly = new MessageAssembly();
        assertThat(assembly.add(WebSocketFrame.textFrame("one ", false))).isFalse();
        assertThat(assembly.add(WebSocketFrame.continuationFrame(Buffer.buffer("two "), false)))
                .isFalse();
        assertThat(assembly.add(WebSocketFrame.continuationFrame(Buffer.buffer("three"), true)))
                .isTrue();
        assertThat(text(assembly)).isEqualTo("one two three");
        assertThat(assembly.add(WebSocketFrame.textFrame("next", true))).isTrue();
        assertThat(text(assembly)).isEqualTo("next");
    }

    @Test
    void aMessageOfTooManyBytesIsPassedOverAndTheNextOneIsRead() {
        var assembly = new MessageAssembly();
        Buffer part = Buffer.buffer(new byte[6 << 20]);
        assembly.add(WebSocketFrame.binaryFrame(part, false));
        assembly.add(WebSocketFrame.continuationFrame(part, false));
        assertThat(assembly.add(WebSocketFrame.continuationFrame(part, true))).isTrue();
        assertThat(assembly.isWithinBound()).isFalse();
        assembly.add(WebSocketFrame.textFrame("next", true));
        assertThat(assembly.isWithinBound()).isTrue();
        assertThat(text(assembly)).isEqualTo("next");
    }

    private static String text(MessageAssembly assembly) {
        return new String(assembly.bytes(), 0, assembly.length(), StandardCharsets.UTF_8);
    }
}
