package dev.tidemark.hot.postgres.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// One file under `migrations/`, which is packaged on the class path.
///
/// A first line `-- tidemark: no-transaction` runs the file's one statement outside of a transaction; `-- tidemark:
/// timescale` runs the file only where TimescaleDB is installed. Both may stand together.
///
/// @param number unique, ascending
/// @param checksum SHA-256 of the file, hexadecimal
public record Migration(int number, String name, String sql, String checksum) {

    /// In the order in which they run. A class path cannot be listed, so the names are here.
    private static final List<String> FILES = List.of(
            "0001_registry.sql",
            "0002_ticks_and_trades.sql",
            "0003_hypertables.sql",
            "0004_views.sql",
            "0005_samples_and_candles.sql",
            "0006_cold.sql",
            "0007_parts.sql",
            "0008_backfills.sql",
            "0009_buildings.sql",
            "0010_tick_marks.sql",
            "0011_holes.sql",
            "0012_candle_views.sql",
            "0013_row_digests.sql",
            "0014_lake_points.sql",
            "0015_copies.sql");

    public static List<Migration> all() {
        return FILES.stream().map(file -> of(file, read("/migrations/" + file))).toList();
    }

    /// @param file `0001_what_it_does.sql`
    static Migration of(String file, String sql) {
        return new Migration(Integer.parseInt(file.substring(0, file.indexOf('_'))), file, sql, sha256(sql));
    }

    boolean isOutsideTransaction() {
        return hasFlag("no-transaction");
    }

    boolean isForTimescale() {
        return hasFlag("timescale");
    }

    private boolean hasFlag(String flag) {
        String firstLine = sql.lines().findFirst().orElse("");
        return firstLine.startsWith("-- tidemark:")
                && Arrays.asList(firstLine
                                .substring("-- tidemark:".length())
                                .strip()
                                .split("[ ,]+"))
                        .contains(flag);
    }

    private static String read(String resource) {
        try (InputStream in = Migration.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + resource + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
