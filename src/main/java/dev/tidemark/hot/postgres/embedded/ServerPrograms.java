package dev.tidemark.hot.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs the server's programs, each with a deadline. Blocks.
///
/// PostgreSQL refuses to run as root. There it is started in a user namespace of its own, where it has no rights
/// beyond those over root's files.
final class ServerPrograms {

    private static final Duration TRIAL = Duration.ofSeconds(10);

    private final Path binaries;
    private final Path log;
    private final List<String> prefix;

    /// @param log what the programs say is appended here
    ServerPrograms(Path binaries, Path log) throws IOException {
        this.binaries = binaries;
        this.log = log;
        this.prefix = isRoot() ? List.of("unshare", "--user") : List.of();
        if (isRoot()) {
            checkNamespaces();
        }
    }

    /// Runs `bin/{program}` to its end; false where it ended with another code than 0.
    boolean run(Duration deadline, Path input, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return exitCode(command, input, deadline) == 0;
    }

    boolean run(Duration deadline, String program, String... arguments) throws IOException {
        return run(deadline, Path.of("/dev/null"), program, arguments);
    }

    /// The last lines of the log, for a message to a person.
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    private void checkNamespaces() throws IOException {
        try {
            if (exitCode(List.of("unshare", "--user", "true"), Path.of("/dev/null"), TRIAL) == 0) {
                return;
            }
        } catch (IOException e) {
            throw refusedAsRoot(e);
        }
        throw refusedAsRoot(null);
    }

    private static IOException refusedAsRoot(@Nullable IOException cause) {
        return new IOException(
                "PostgreSQL does not run as root, and `unshare --user` (util-linux), which helps, does not work here: "
                        + "start Tidemark as another user, or set DATABASE_URL to a server's address",
                cause);
    }

    private int exitCode(List<String> command, Path input, Duration deadline) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        try {
            return process.onExit()
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .exitValue();
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("Expected " + command.get(prefix.size()) + " to end within " + deadline, e);
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.get(0), e);
        }
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
