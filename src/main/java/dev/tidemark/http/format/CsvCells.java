package dev.tidemark.http.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as CSV (RFC 4180, lines end with LF): times in ISO 8601, null is empty.
final class CsvCells implements CellSink {

    private final ByteSink out;
    private final CachedText[] texts;
    private int column;

    CsvCells(ByteSink out, List<Column> columns) {
        this.out = out;
        this.texts = new CachedText[columns.size()];
        Arrays.setAll(texts, i -> new CachedText(CsvCells::quoted));
    }

    static String header(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(",")) + "\n";
    }

    @Override
    public void beginRow() {
        column = 0;
    }

    @Override
    public void text(@Nullable String value) {
        separate();
        if (value != null) {
            out.put(texts[column - 1].of(value));
        }
    }

    @Override
    public void time(long timeUs) {
        separate();
        out.isoTime(timeUs);
    }

    @Override
    public void number(double value) {
        separate();
        if (Double.isFinite(value)) {
            out.number(value);
        }
    }

    @Override
    public void whole(long value) {
        separate();
        out.whole(value);
    }

    @Override
    public void json(byte @Nullable [] value) {
        separate();
        if (value != null) {
            out.put(quoted(new String(value, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void none() {
        separate();
    }

    @Override
    public void endRow() {
        out.put('\n');
    }

    private void separate() {
        if (column++ > 0) {
            out.put(',');
        }
    }

    private static byte[] quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        String cell = isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
        return cell.getBytes(StandardCharsets.UTF_8);
    }
}
