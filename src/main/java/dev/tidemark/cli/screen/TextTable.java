package dev.tidemark.cli.screen;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows under headings, each column as wide as its widest cell.
public final class TextTable {

    private static final int WIDEST = 120;

    private final List<String[]> rows = new ArrayList<>();

    public TextTable(String... headings) {
        rows.add(headings.clone());
    }

    /// Adds a row; null shows as a dash. There are as many cells as headings.
    public void row(@Nullable Object... cells) {
        if (cells.length != rows.getFirst().length) {
            throw new IllegalArgumentException("Expected " + rows.getFirst().length + " cells, was " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(TextTable::text).toArray(String[]::new));
    }

    public void print(PrintWriter out) {
        print(out, "");
    }

    void print(PrintWriter out, String indent) {
        int columns = rows.getFirst().length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            var line = new StringBuilder(indent);
            for (int i = 0; i < columns; i++) {
                line.append(row[i]).repeat(' ', widths[i] - row[i].length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /// A cell as it is shown: short, without line breaks; null is a dash.
    static String text(@Nullable Object cell) {
        // A control character from outside must not reach the terminal.
        String text = cell == null ? "-" : cell.toString().replaceAll("\\p{Cntrl}", " ");
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }
}
