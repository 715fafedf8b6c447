package dev.tidemark.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// A second opinion about files of Parquet.
public final class Duck {

    private Duck() {}

    /// The rows of an answer of DuckDB, the columns of each joined by a bar.
    public static List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                var columns = new StringJoiner("|");
                for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                    columns.add(String.valueOf(rows.getString(c)));
                }
                texts.add(columns.toString());
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
