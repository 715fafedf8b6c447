package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs programs that are not ours, for the tests of the profile `interop`. Downloads nothing: what is not there is
/// passed over, and said so. Blocks.
public final class OutsideProgram {

    /// Where `npm i` was called.
    private static final Path NODE = Path.of(System.getProperty("interop.node", System.getProperty("user.dir")));

    private static final Path SCRIPTS = Path.of(System.getProperty("tidemark.project"), "src/test/resources/interop");
    private static final String PYTHON = System.getProperty("interop.python", "python3");
    private static final long SECONDS = 120;

    private OutsideProgram() {}

    /// The command that lets Node run a module; packages are looked for where they were installed, not where the
    /// script lies.
    public static List<String> node(String script, String... arguments) {
        return Stream.concat(Stream.of("node", "--input-type=module", "-e", script, "--"), Stream.of(arguments))
                .toList();
    }

    /// The command that lets Python run.
    public static List<String> python(String... arguments) {
        return Stream.concat(Stream.of(PYTHON), Stream.of(arguments)).toList();
    }

    /// A file of the folder `interop`.
    public static Path script(String name) {
        return SCRIPTS.resolve(name);
    }

    /// Passes the test over, with a printed reason, where a command that only looks for something fails.
    public static void expect(String name, List<String> look, Path folder) throws InterruptedException {
        boolean isThere;
        try {
            run(look, folder);
            isThere = true;
        } catch (IOException | AssertionError e) {
            isThere = false;
        }
        String missing = name
                + " is not there, so nobody knows whether it works with us: CONTRIBUTING.md says how to install it";
        if (!isThere) {
            System.out.println("Skipped: " + missing);
        }
        assumeTrue(isThere, missing);
    }

    /// What a command prints; fails where it fails.
    ///
    /// @param folder for its output
    public static String run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .directory(NODE.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Files.readString(out);
    }
}
