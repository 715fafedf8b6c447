package dev.tidemark.hot.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// The port of the embedded server: the one that is asked for, or the next that is free, and the same again next time.
final class ServerPort {

    private static final int CANDIDATES = 50;

    private ServerPort() {}

    /// @param wanted 0 for any
    static int choose(Path home, int wanted) throws IOException {
        int before = remembered(home, wanted);
        if (before != 0 && isFree(before)) {
            return before;
        }
        int chosen = wanted == 0 ? anyFree() : firstFree(wanted);
        Files.writeString(file(home), wanted + " " + chosen + "\n");
        return chosen;
    }

    /// What was chosen last time for the same wish.
    private static int remembered(Path home, int wanted) throws IOException {
        if (!Files.exists(file(home))) {
            return 0;
        }
        String[] words = Files.readString(file(home)).strip().split(" ", -1);
        boolean isSameWish = words.length == 2 && words[0].equals(Integer.toString(wanted));
        return isSameWish && words[1].matches("[0-9]{1,5}") ? Integer.parseInt(words[1]) : 0;
    }

    private static int firstFree(int wanted) throws IOException {
        for (int port = wanted; port < wanted + CANDIDATES && port <= 65_535; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException(
                "Expected a free port for the embedded PostgreSQL from " + wanted + " on, were all taken");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path file(Path home) {
        return home.resolve("port");
    }
}
