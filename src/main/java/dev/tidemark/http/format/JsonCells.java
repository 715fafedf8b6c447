package dev.tidemark.http.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tidemark.http.format.Column.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as JSON objects: the elements of an array, or one a line.
final class JsonCells implements CellSink {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final ByteSink out;
    private final boolean isLines;
    private final byte[][] heads;
    private final boolean[] isMs;
    private final CachedText[] texts;
    private int column;
    private boolean hasRows;

    /// @param isLines whether each row ends its line, instead of being separated by a comma
    JsonCells(ByteSink out, List<Column> columns, boolean isLines) {
        this.out = out;
        this.isLines = isLines;
        this.heads = new byte[columns.size()][];
        this.isMs = new boolean[columns.size()];
        this.texts = new CachedText[columns.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = ((i == 0 ? "{\"" : ",\"") + columns.get(i).name() + "\":").getBytes(StandardCharsets.UTF_8);
            isMs[i] = columns.get(i).kind() == Kind.TIME_MS;
            texts[i] = new CachedText(JsonCells::quoted);
        }
    }

    /// A text in quotes, escaped.
    static byte[] quoted(String text) {
        byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] all = new byte[inner.length + 2];
        all[0] = '"';
        all[all.length - 1] = '"';
        System.arraycopy(inner, 0, all, 1, inner.length);
        return all;
    }

    @Override
    public void beginRow() {
        column = 0;
        if (hasRows && !isLines) {
            out.put(',');
        }
        hasRows = true;
    }

    @Override
    public void text(@Nullable String value) {
        out.put(heads[column]).put(value == null ? NULL : texts[column].of(value));
        column++;
    }

    @Override
    public void time(long timeUs) {
        out.put(heads[column]);
        if (isMs[column]) {
            out.whole(Math.floorDiv(timeUs, 1_000));
        } else {
            out.put('"').isoTime(timeUs).put('"');
        }
        column++;
    }

    @Override
    public void number(double value) {
        out.put(heads[column++]);
        if (Double.isFinite(value)) {
            out.number(value);
        } else {
            out.put(NULL);
        }
    }

    @Override
    public void whole(long value) {
        out.put(heads[column++]).whole(value);
    }

    @Override
    public void json(byte @Nullable [] value) {
        out.put(heads[column++]).put(value == null ? NULL : value);
    }

    @Override
    public void none() {
        out.put(heads[column++]).put(NULL);
    }

    @Override
    public void endRow() {
        out.put('}');
        if (isLines) {
            out.put('\n');
        }
    }
}
