package dev.tidemark.hot.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The generated password, in a file that `psql` takes as `PGPASSFILE` and that only its owner reads.
final class ServerPassword {

    static final String USER = "tidemark";

    private static final String START = "*:*:*:" + USER + ":";

    private ServerPassword() {}

    /// Reads the password, or makes one where no database was made with another.
    static String of(Path home, boolean hasDatabase) throws IOException {
        Path file = home.resolve("pgpass");
        if (Files.exists(file)) {
            return password(file);
        }
        if (hasDatabase) {
            throw new IOException("Expected the embedded database's password in " + file
                    + ", was no such file: put it back, or remove " + home + " to start with an empty database");
        }
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        write(file, START + password + "\n");
        return password;
    }

    private static String password(Path file) throws IOException {
        String line = Files.readString(file).strip();
        if (!line.startsWith(START) || line.length() == START.length()) {
            throw new IOException("Expected one line " + START + "PASSWORD in " + file + ", was something else");
        }
        return line.substring(START.length());
    }

    /// Writes a file that appears whole and is private from the start.
    static void write(Path file, String text) throws IOException {
        Path unfinished = Files.createTempFile(
                file.getParent(),
                "." + file.getFileName(),
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
