package dev.tidemark.exchange.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.market.Side;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One message, read token by token, without a tree.
///
/// Walks values in order: [#nextField] and [#nextElement] step to a value; a scalar is then read by the method of the
/// type that is wanted, an object or array is entered, and whatever is not read is skipped. No value makes a reading
/// method fail: one of another type reads as absent. [IOException] means that the text is not JSON.
public final class JsonFrame implements Closeable {

    /// Stands for an integer that is not there or does not fit 64 bits.
    public static final long NO_INTEGER = Long.MIN_VALUE;

    // Names from outside are not interned: a hostile venue must not fill the JVM's own table.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final byte[] message;
    private final int offset;
    private final int length;
    private final JsonParser parser;
    private JsonToken token;
    private boolean isUnread;

    private JsonFrame(byte[] message, int offset, int length) throws IOException {
        this.message = message;
        this.offset = offset;
        this.length = length;
        this.parser = FACTORY.createParser(message, offset, length);
        this.token = JsonToken.NOT_AVAILABLE;
        step();
    }

    /// Opens a message at its root value.
    public static JsonFrame open(byte[] message, int offset, int length) throws IOException {
        return new JsonFrame(message, offset, length);
    }

    /// Opens the same message once more, from the start: for formats that say at the end what stands at the
    /// beginning.
    public JsonFrame again() throws IOException {
        return open(message, offset, length);
    }

    /// Enters the object that stands here; false where it is something else.
    public boolean enterObject() {
        return enter(JsonToken.START_OBJECT);
    }

    /// Enters the array that stands here; false where it is something else.
    public boolean enterArray() {
        return enter(JsonToken.START_ARRAY);
    }

    /// Steps to the next field of the object and returns its name; null at the object's end.
    public @Nullable String nextField() throws IOException {
        skip();
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String name = parser.currentName();
        step();
        return name;
    }

    /// Steps to the next element of the array; false at the array's end.
    public boolean nextElement() throws IOException {
        skip();
        step();
        return token != JsonToken.END_ARRAY;
    }

    /// Checks that nothing follows the root value, if it was read to its end at all.
    ///
    /// A reader that knows early that it does not want the message leaves it in the middle; the rest is not looked
    /// at.
    public void finish() throws IOException {
        JsonStreamContext parent = parser.getParsingContext().getParent();
        if (isUnread && parent != null && parent.inRoot()) {
            skip();
        }
        if (parser.getParsingContext().inRoot() && parser.nextToken() != null) {
            throw new IOException("more than one value");
        }
    }

    /// The number here, written as a number or as a string; NaN where there is none.
    public double number() throws IOException {
        return isText() ? Decimals.parse(chars(), parser.getTextOffset(), parser.getTextLength()) : Double.NaN;
    }

    /// The price here: NaN where the message has none (null or empty), 0, which nobody takes for plausible, where
    /// what stands here is no number.
    public double price() throws IOException {
        if (isText() && parser.getTextLength() > 0) {
            double price = number();
            return Double.isNaN(price) ? 0 : price;
        }
        return token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_STRING ? Double.NaN : 0;
    }

    /// The time here, as [Timestamps#parse] reads it.
    public long timeUs() throws IOException {
        if (isText()) {
            return Timestamps.parse(chars(), parser.getTextOffset(), parser.getTextLength());
        }
        return token == JsonToken.VALUE_NULL ? Timestamps.ABSENT : Timestamps.UNREADABLE;
    }

    /// The integer here, or [#NO_INTEGER].
    public long integer() throws IOException {
        if (!isText() || parser.getTextLength() > 19) {
            return NO_INTEGER;
        }
        char[] text = chars();
        int at = parser.getTextOffset();
        int end = at + parser.getTextLength();
        long value = at == end ? -1 : 0;
        for (; at < end && value >= 0; at++) {
            int digit = text[at] - '0';
            value = digit < 0 || digit > 9 ? -1 : value * 10 + digit;
        }
        return value < 0 ? NO_INTEGER : value;
    }

    /// The string or number here as text, cut to a length; empty where it is neither.
    public String text(int maxLength) throws IOException {
        return isText() ? new String(chars(), parser.getTextOffset(), Math.min(parser.getTextLength(), maxLength)) : "";
    }

    /// The record's id here as text: an integer of any size or a string of at most 64 characters; else empty.
    public String id() throws IOException {
        boolean isId = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
        return isId && parser.getTextLength() <= 64 ? text(64) : "";
    }

    /// What the string here stands for; what the empty string stands for where there is none.
    public <T extends @Nullable Object> T find(SliceCache<T> cache) throws IOException {
        return token == JsonToken.VALUE_STRING
                ? cache.find(chars(), parser.getTextOffset(), parser.getTextLength())
                : cache.find(new char[0], 0, 0);
    }

    /// The side here: `buy`, `sell`, `b`, `s` in any case.
    public Side side() throws IOException {
        int size = token == JsonToken.VALUE_STRING ? parser.getTextLength() : 0;
        if (size != 1 && size != 3 && size != 4) {
            return Side.UNKNOWN;
        }
        return switch (text(size)) {
            case "buy", "BUY", "b", "Buy" -> Side.BUY;
            case "sell", "SELL", "s", "Sell" -> Side.SELL;
            default -> Side.UNKNOWN;
        };
    }

    /// The truth value here; null where it is none.
    public @Nullable Boolean truth() {
        return switch (token) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    /// Whether a string stands here.
    public boolean isString() {
        return token == JsonToken.VALUE_STRING;
    }

    /// Reads the array of numbers here into the slots; what is missing or no number is NaN, what is more is
    /// skipped.
    public void numbers(double[] slots) throws IOException {
        Arrays.fill(slots, Double.NaN);
        if (enterArray()) {
            for (int i = 0; nextElement(); i++) {
                if (i < slots.length) {
                    slots[i] = number();
                }
            }
        }
    }

    /// The source text of the value here, cut to a length; consumes the value.
    public String source(int maxLength) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (isUnread) {
            skip();
        } else {
            parser.finishToken();
        }
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(message, offset + from, Math.min(to - from, maxLength), StandardCharsets.UTF_8);
    }

    /// Gives the reader's buffers back.
    @Override
    public void close() throws IOException {
        parser.close();
    }

    private boolean enter(JsonToken wanted) {
        boolean isWanted = isUnread && token == wanted;
        isUnread &= !isWanted;
        return isWanted;
    }

    private void step() throws IOException {
        JsonToken next = parser.nextToken();
        token = next == null ? JsonToken.NOT_AVAILABLE : next;
        isUnread = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    }

    private void skip() throws IOException {
        if (isUnread) {
            parser.skipChildren();
            isUnread = false;
        }
    }

    private boolean isText() {
        return token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    private char[] chars() throws IOException {
        return parser.getTextCharacters();
    }
}
