package dev.tidemark.testkit;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A second opinion about a database, by another driver than the one under test.
public final class Sql implements AutoCloseable {

    private final Connection connection;

    /// @param url `postgres://user:password@host:port/database`
    public Sql(String url) {
        URI uri = URI.create(url);
        String[] user = String.valueOf(uri.getUserInfo()).split(":", 2);
        if (user.length < 2) {
            throw new IllegalArgumentException("Expected postgres://user:password@host:port/database, not: " + url);
        }
        String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        try {
            connection = DriverManager.getConnection(jdbc, user[0], user[1]);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connection() {
        return connection;
    }

    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(texts(sql).getFirst());
    }

    /// The rows, the columns of each joined by a bar.
    public List<String> texts(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(row(rows));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String row(ResultSet rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
            columns.add(String.valueOf(rows.getString(c)));
        }
        return String.join("|", columns);
    }
}
