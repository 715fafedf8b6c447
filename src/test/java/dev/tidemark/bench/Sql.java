package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/// A plain JDBC connection, as the judge who shares no code with what is judged.
final class Sql implements AutoCloseable {

    private final Connection connection;

    /// @param url as in `postgres://user:password@host:port/database`
    Sql(String url) throws SQLException {
        var uri = java.net.URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        connection = DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0], user[1]);
    }

    long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Writes a table as a binary COPY file.
    void copyOut(String table, Path file) throws SQLException, IOException {
        try (var out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", out);
        }
    }

    /// Reads such a file into a table, as psql's `\copy` does.
    long copyIn(String table, Path file) throws SQLException, IOException {
        try (var in = Files.newInputStream(file)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", in, 1 << 16);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
