package dev.tidemark.exchange.codec;

import dev.tidemark.exchange.FrameDecoder;
import dev.tidemark.exchange.Heard;
import dev.tidemark.exchange.Intake;
import java.io.IOException;

/// A decoder of JSON messages, total whatever its reader does: what breaks leaves nothing behind but a
/// [Heard.Malformed].
public abstract class JsonDecoder implements FrameDecoder {

    /// The longest word of a venue that is passed on.
    protected static final int MAX_WORD = 64;

    /// The longest sentence of a venue that is passed on.
    protected static final int MAX_SENTENCE = 256;

    private final Checkpoint before = new Checkpoint();

    @Override
    public final void decode(byte[] message, int offset, int length, long receivedUs, Intake into) {
        before.take(into);
        try (JsonFrame json = JsonFrame.open(message, offset, length)) {
            read(json, receivedUs, into);
            json.finish();
        } catch (IOException broken) {
            takeBack(into, "not JSON: ", broken);
        } catch (RuntimeException fault) {
            // Not expected, neither of us nor of the library; but one strange message must not end a connection.
            takeBack(into, "decoder fault: ", fault);
        }
    }

    /// Reads one message from its root value. May leave it in the middle once it knows that it does not want it.
    ///
    /// @throws IOException where the text is not JSON; what was put into the intake is then taken back
    protected abstract void read(JsonFrame json, long receivedUs, Intake into) throws IOException;

    private void takeBack(Intake into, String what, Exception reason) {
        before.restore(into);
        String message = what + reason.getMessage();
        into.heard(new Heard.Malformed(message.substring(0, Math.min(message.length(), MAX_SENTENCE))));
    }
}
