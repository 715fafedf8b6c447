package dev.tidemark.cli.screen;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays a JSON object out for reading: plain members as lines, objects as sections, lists of objects as tables.
///
/// Knows nothing of what the members mean, so that a server that says more than this client knows is shown in full.
public final class JsonPage {

    /// Enough for a person; `--json` has them all.
    private static final MathContext DIGITS = new MathContext(4);

    private final PrintWriter out;

    public JsonPage(PrintWriter out) {
        this.out = out;
    }

    public void print(JsonObject json) {
        print(json, 0);
    }

    private void print(JsonObject json, int depth) {
        int width = json.stream()
                .filter(member -> isPlain(member.getValue()))
                .mapToInt(member -> member.getKey().length())
                .max()
                .orElse(0);
        json.stream()
                .filter(member -> isPlain(member.getValue()))
                .forEach(member -> line(member.getKey(), member.getValue(), width, depth));
        json.stream()
                .filter(member -> !isPlain(member.getValue()))
                .forEach(member -> section(member.getKey(), member.getValue(), depth));
    }

    private void line(String member, @Nullable Object value, int width, int depth) {
        String name = named(member);
        out.println(indent(depth) + name + " ".repeat(width - name.length() + 2) + TextTable.text(text(value)));
    }

    private void section(String member, @Nullable Object value, int depth) {
        if (depth == 0) {
            out.println();
        }
        out.println(indent(depth) + named(member) + ":");
        switch (value) {
            case JsonObject inner -> print(inner, depth + 1);
            case JsonArray list -> list(list, depth + 1);
            case null, default -> throw new IllegalStateException("Expected an object or a list");
        }
    }

    private void list(JsonArray list, int depth) {
        var headings = headings(list);
        var table = new TextTable(headings.stream().map(JsonPage::named).toArray(String[]::new));
        list.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .forEach(row -> table.row(headings.stream()
                        .map(heading -> text(row.getValue(heading)))
                        .toArray()));
        table.print(out, indent(depth));
        // What is nested in a row comes below the table, under the row's first cell.
        for (Object item : list) {
            if (item instanceof JsonObject row) {
                nested(row, depth);
            }
        }
    }

    /// The members that are plain in every row.
    private static Set<String> headings(JsonArray list) {
        var headings = new LinkedHashSet<String>();
        var sections = new HashSet<String>();
        for (Object item : list) {
            if (item instanceof JsonObject row) {
                row.forEach(member -> (isPlain(member.getValue()) ? headings : sections).add(member.getKey()));
            }
        }
        headings.removeAll(sections);
        return headings;
    }

    private void nested(JsonObject row, int depth) {
        if (row.stream().allMatch(member -> isPlain(member.getValue()))) {
            return;
        }
        String name =
                row.stream().map(member -> text(member.getValue())).findFirst().orElse("");
        row.stream()
                .filter(member -> !isPlain(member.getValue()))
                .forEach(member -> section(name + " " + member.getKey(), member.getValue(), depth));
    }

    /// Whether a value fits a line: anything but an object, a list of objects, or something empty.
    private static boolean isPlain(@Nullable Object value) {
        return switch (value) {
            case JsonObject object -> object.isEmpty();
            case JsonArray list -> list.stream().noneMatch(JsonObject.class::isInstance);
            case null, default -> true;
        };
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Double number ->
                BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
            case JsonArray list ->
                list.isEmpty() ? "none" : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case JsonObject object -> object.isEmpty() ? "none" : object.encode();
            default -> value.toString();
        };
    }

    private static String named(String member) {
        return member.replace('_', ' ');
    }

    private static String indent(int depth) {
        return "  ".repeat(depth);
    }
}
