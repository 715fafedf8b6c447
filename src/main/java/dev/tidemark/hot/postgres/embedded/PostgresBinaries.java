package dev.tidemark.hot.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The server's programs: a `.txz` in a jar of `io.zonky.test.postgres`, unpacked once into a folder of its own.
///
/// The folder is named after the archive's checksum, so that another version is another folder, and it appears in one
/// step, so that a half-unpacked one is never taken for whole.
final class PostgresBinaries {

    private PostgresBinaries() {}

    /// The folder that has `bin/postgres`. Blocks for about two seconds the first time.
    static Path unpackedIn(Path home) throws IOException {
        URL archive = archive();
        Path folder = home.resolve("bin-" + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            Path unfinished = Files.createTempDirectory(home, "unpacking-");
            unpack(archive, unfinished);
            moveInPlace(unfinished, folder);
        }
        return folder;
    }

    private static URL archive() throws IOException {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = switch (machine) {
            case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
            default -> "";
        };
        URL archive = name.isEmpty() ? null : PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IOException("There is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                    + machine + ": set DATABASE_URL to a server's address");
        }
        return archive;
    }

    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        long number = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(number);
    }

    private static void unpack(URL archive, Path into) throws IOException {
        try (InputStream raw = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, into);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("Expected names below the archive's root, was " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean isProgram = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void moveInPlace(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process was faster.
            Folders.delete(unfinished);
        }
    }
}
