package dev.tidemark.hot.postgres.write;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Rows on their way into a table as one array parameter per column, and the statement that takes them.
///
/// The arrays are unnested in the select list, where PostgreSQL walks them in step; as functions in FROM each would
/// first be copied into a store of its own, which costs a third of the speed. A column that no row has is left out,
/// so that it costs nothing. Statements differ only by their set of columns and stay in the statement cache.
final class ColumnArrays {

    private final String table;
    private final StringJoiner names = new StringJoiner(", ");
    private final StringJoiner values = new StringJoiner(", ");
    private final List<Object> parameters = new ArrayList<>(24);
    private final StringBuilder conditions = new StringBuilder();
    private String onConflict = "";
    private String unless = "";

    ColumnArrays(String table) {
        this.table = table;
    }

    /// Adds a column whose array has this element type, as in `float8`.
    void add(String column, String type, @Nullable Object[] array) {
        addAs(column, type, "", array);
    }

    /// Adds a column whose elements travel as one type and are cast to another.
    void addAs(String column, String type, String cast, @Nullable Object[] array) {
        names.add(column);
        values.add("unnest(" + parameter(array) + "::" + type + "[])" + cast);
    }

    /// Makes the insert conditional on a function that returns true or raises; it is called once, before the rows.
    void onlyIf(String function, Object... arguments) {
        var call = new StringJoiner(", ", function + "(", ")");
        for (Object argument : arguments) {
            call.add(parameter(argument));
        }
        conditions
                .append(conditions.isEmpty() ? " where" : " and")
                .append(" (select ")
                .append(call)
                .append(')');
    }

    /// Passes over rows whose key is there already, instead of failing.
    void passOverDuplicates() {
        onConflict = " on conflict do nothing";
    }

    /// Passes over rows that another table has, by these columns of both.
    void passOverThoseOf(String other, String... key) {
        var same = new StringJoiner(" and ");
        for (String column : key) {
            same.add("o." + column + " = n." + column);
        }
        // OFFSET keeps it what it is, a look into the index for each row: never a join that reads the other table.
        unless = "not exists (select from " + other + " o where " + same + " offset 0)";
    }

    String sql() {
        if (names.length() == 0) {
            return "select 1" + conditions;
        }
        String rows = "select " + values + conditions;
        // The arrays are walked in step before rows are compared; OFFSET 0 keeps the two apart.
        String wanted =
                unless.isEmpty() ? rows : "select * from (" + rows + " offset 0) n (" + names + ") where " + unless;
        return "insert into " + table + " (" + names + ") " + wanted + onConflict;
    }

    Tuple parameters() {
        return Tuple.wrap(parameters);
    }

    private String parameter(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
