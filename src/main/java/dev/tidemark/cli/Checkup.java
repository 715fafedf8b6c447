package dev.tidemark.cli;

import dev.tidemark.cli.Finding.Verdict;
import dev.tidemark.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `doctor` looks at, one method a thing. Changes nothing but for a file that it makes and removes.
final class Checkup {

    private static final int JAVA = 25;
    private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant BEFORE = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final int POSTGRES_PORT = 5432;

    private final InstantSource clock;

    Checkup(InstantSource clock) {
        this.clock = clock;
    }

    /// What does not depend on the settings.
    List<Finding> ofMachine() {
        return List.of(java(), clock());
    }

    /// What the settings point at.
    List<Finding> ofSettings(Settings settings) {
        var findings = new ArrayList<Finding>();
        findings.add(dataFolder(settings.data()));
        findings.add(space(settings));
        findings.add(httpPort(settings.http().host(), settings.http().port()));
        findings.add(
                settings.postgres().url() == null
                        ? embedded(settings)
                        : database(settings.postgres().url()));
        return findings;
    }

    private static Finding java() {
        int found = Runtime.version().feature();
        return found == JAVA
                ? Finding.ok("java", Runtime.version() + " in " + System.getProperty("java.home"))
                : Finding.fault("java", "this is Java " + found, "set TIDEMARK_JAVA_HOME to a JDK " + JAVA);
    }

    private Finding clock() {
        var now = clock.instant();
        return now.isAfter(BUILT_AFTER) && now.isBefore(BEFORE)
                ? Finding.ok("clock", "it is " + now)
                : Finding.fault("clock", "it says " + now, "set the machine's clock, best by NTP");
    }

    private static Finding dataFolder(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.delete(Files.createTempFile(absolute, "doctor", ".tmp"));
            return Finding.ok("data folder", absolute + " can be written");
        } catch (IOException e) {
            return Finding.fault(
                    "data folder",
                    absolute + " cannot be written",
                    "give this user the folder, or name another: --data");
        }
    }

    private static Finding space(Settings settings) {
        Path folder = settings.data().toAbsolutePath();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            long wanted = settings.journal().maxBytes() * 2;
            String sentence = gigabytes(free) + " free where the data folder is";
            return free >= wanted
                    ? Finding.ok("disk", sentence)
                    : Finding.warning(
                            "disk",
                            sentence + ", less than twice the journal's " + gigabytes(wanted / 2),
                            "free some, or lower journal.max-bytes");
        } catch (IOException e) {
            return Finding.warning("disk", "the free space is not known: " + e.getMessage(), "look at it by hand");
        }
    }

    private static Finding httpPort(String host, int port) {
        String subject = "http port";
        if (port == 0) {
            return Finding.ok(subject, "a free one will be taken");
        }
        if (isFree(host, port)) {
            return Finding.ok(subject, host + ":" + port + " is free");
        }
        return Finding.warning(
                subject,
                host + ":" + port + " is in use",
                "if it is not a Tidemark (./tidemark status), choose another: --port");
    }

    private static Finding embedded(Settings settings) {
        String subject = "database";
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        boolean isKnown = machine.startsWith("Linux") && (machine.endsWith("amd64") || machine.endsWith("aarch64"));
        if (!isKnown) {
            return Finding.fault(
                    subject,
                    "there is no embedded PostgreSQL for " + machine,
                    "give the URL of a PostgreSQL 15 or newer: DATABASE_URL");
        }
        int port = settings.postgres().embeddedPort();
        return isFree("127.0.0.1", port)
                ? Finding.ok(subject, "embedded, port " + port + " is free")
                : Finding.warning(
                        subject,
                        "embedded, port " + port + " is in use",
                        "if it is not this folder's own server, choose another: postgres.embedded-port");
    }

    private static Finding database(String url) {
        var uri = URI.create(url);
        int port = uri.getPort() < 0 ? POSTGRES_PORT : uri.getPort();
        String place = uri.getHost() + ":" + port;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), (int) CONNECT_WITHIN.toMillis());
            return Finding.ok("database", place + " accepts connections");
        } catch (IOException e) {
            return Finding.fault(
                    "database",
                    "nothing answers at " + place + ": " + e.getMessage(),
                    "start it, or correct DATABASE_URL");
        }
    }

    private static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }

    /// Whether anything stands in the way of a start.
    static boolean isFit(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAULT);
    }
}
