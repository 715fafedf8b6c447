package dev.tidemark.history.ace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Arrays;

/// A JSON object read token by token as its bytes come, without a tree. What a subclass does not ask for is passed
/// over.
abstract class TokenReader<T> implements AnswerReader<T> {

    /// Fields deeper than this have no name here; nothing of interest is that deep.
    private static final int DEEPEST = 6;

    // Names from outside are not interned. Python writes NaN without quotes, which is not JSON and still means it.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final String[] depthToField = new String[DEEPEST + 1];
    private int depth;
    private boolean isOver;

    TokenReader() {
        try {
            parser = FACTORY.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new IllegalStateException("Expected a parser without input to need none", e);
        }
        feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        Arrays.fill(depthToField, "");
    }

    @Override
    public final void take(byte[] bytes) throws IOException {
        feeder.feedInput(bytes, 0, bytes.length);
        pump();
    }

    @Override
    public final T finish() throws IOException {
        feeder.endOfInput();
        pump();
        parser.close();
        if (!isOver) {
            throw new IOException("Expected a whole JSON object, was the beginning of one");
        }
        return result();
    }

    /// An object or array begins, which is at this depth; the root is at 1.
    void opened(int atDepth) throws IOException {}

    /// A text, number, truth value or null stands at the current field.
    abstract void scalar(JsonToken token, JsonParser at) throws IOException;

    /// The object or array at this depth is over.
    void closed(int atDepth) throws IOException {}

    /// What was read, once all is.
    abstract T result() throws IOException;

    /// How many objects and arrays are open.
    final int depth() {
        return depth;
    }

    /// The name of the field that was last named in the object at a depth; empty in an array.
    final String field(int atDepth) {
        return depthToField[atDepth];
    }

    private void pump() throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            if (isOver || (depth == 0 && token != JsonToken.START_OBJECT)) {
                throw new IOException("Expected one JSON object, was more or something else");
            }
            step(token);
        }
    }

    private void step(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                depth++;
                if (depth <= DEEPEST) {
                    depthToField[depth] = "";
                }
                opened(depth);
            }
            case END_OBJECT, END_ARRAY -> {
                closed(depth);
                depth--;
                isOver = depth == 0;
            }
            case FIELD_NAME -> {
                if (depth <= DEEPEST) {
                    depthToField[depth] = parser.currentName();
                }
            }
            case VALUE_STRING,
                    VALUE_NUMBER_INT,
                    VALUE_NUMBER_FLOAT,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_NULL,
                    VALUE_EMBEDDED_OBJECT -> {
                if (depth <= DEEPEST) {
                    scalar(token, parser);
                }
            }
            case NOT_AVAILABLE -> throw new IllegalStateException("Expected a token");
        }
    }
}
