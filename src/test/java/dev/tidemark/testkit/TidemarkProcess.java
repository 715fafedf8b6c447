package dev.tidemark.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// The program as its user runs it: a JVM of its own with the class path of the tests. To be killed.
public final class TidemarkProcess implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(Predicate<String> wanted, CompletableFuture<String> line) {}

    private TidemarkProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::readOutput);
    }

    /// Starts `tidemark` with these arguments in a working directory.
    public static TidemarkProcess start(Path directory, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                environment.containsKey("JIT") ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                "-Xmx" + environment.getOrDefault("HEAP", "256m"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidemark.cli.Main"));
        command.addAll(arguments);
        return startCommand(directory, environment, command);
    }

    /// Starts it through the launcher, as its user does, who has built it before.
    public static TidemarkProcess launch(Path launcher, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        return startCommand(launcher.resolveSibling("."), environment, command);
    }

    private static TidemarkProcess startCommand(Path directory, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new TidemarkProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port on loopback that nobody listens on at this moment.
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for a line of output that contains this text; fails with all output where the process ends before.
    public String awaitLine(String text) {
        CompletableFuture<String> line = lineThat(candidate -> candidate.contains(text));
        try {
            return line.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("Expected a line with '" + text + "', was:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Lets it run for this long; fails where it ends by itself before.
    public void runFor(Duration time) {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Expected it to run on, it said:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends it as a power cut would: SIGKILL, no shutdown hook.
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /// Ends it as an operator would: SIGTERM. Returns the exit code.
    public int terminate(Duration within) {
        // Not the process itself, which would close its output before it has said how it stops.
        process.toHandle().destroy();
        awaitEnd(within);
        return process.exitValue();
    }

    /// Waits until it ends by itself. Returns the exit code.
    public int awaitExit() {
        awaitEnd(START_WITHIN);
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    /// All lines so far.
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "Expected the process to end within " + within + ", it said:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<String> lineThat(Predicate<String> wanted) {
        var line = new CompletableFuture<String>();
        synchronized (output) {
            output.stream()
                    .filter(wanted)
                    .findFirst()
                    .ifPresentOrElse(line::complete, () -> waiters.add(new Waiter(wanted, line)));
        }
        return line;
    }

    private void readOutput() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            heard("(output ended: " + e.getMessage() + ")");
        }
        synchronized (output) {
            waiters.forEach(waiter -> waiter.line().completeExceptionally(new IllegalStateException("it ended")));
        }
    }

    private void heard(String line) {
        synchronized (output) {
            output.add(line);
            waiters.removeIf(
                    waiter -> waiter.wanted().test(line) && waiter.line().complete(line));
        }
    }
}
