package dev.tidemark.hot.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A server that runs on a database folder, as its `postmaster.pid` tells.
///
/// @param pid of the postmaster
/// @param port on 127.0.0.1
/// @param isReady whether it says that it takes connections
record RunningServer(long pid, int port, boolean isReady) {

    private static final String FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final int CONNECT_TIMEOUT_MS = 2_000;

    /// The server of this folder, if its process is alive. A file that an earlier server left is removed, since its
    /// number may belong to another process by now, and PostgreSQL would not start for that.
    static Optional<RunningServer> find(Path database) throws IOException {
        Path file = database.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Optional<Long> pid =
                lines.stream().findFirst().flatMap(RunningServer::number).map(Math::abs);
        if (pid.isEmpty() || !isServerOf(pid.get(), database)) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        int port = lines.size() > PORT_LINE
                ? number(lines.get(PORT_LINE)).orElse(0L).intValue()
                : 0;
        boolean isReady =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(new RunningServer(pid.get(), port, isReady));
    }

    /// Whether something takes connections on its port.
    boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isServerOf(long pid, Path database) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try {
            // A postmaster works in its database folder.
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), database);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Long> number(String line) {
        try {
            return Optional.of(Long.parseLong(line.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
