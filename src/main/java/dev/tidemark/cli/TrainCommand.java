package dev.tidemark.cli;

import dev.tidemark.node.rehearsal.Rehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/// The run that the launcher makes a cache of loaded classes from: does a little of everything, serves nobody, ends.
///
/// A class that this run has not loaded is only loaded the slow way later; a class that it cannot load is left out.
@Command(name = "train", hidden = true, description = "Runs through the program once, for the cache of classes.")
final class TrainCommand implements Runnable {

    /// Libraries that a server needs soon after its start.
    private static final List<String> LOADED_WHOLE =
            List.of("tidemark", "vertx-core", "vertx-web-5", "vertx-sql-client", "vertx-pg-client", "jackson-core");

    @Override
    public void run() {
        for (String line : List.of("--help", "version --json", "config print", "config check", "doctor --json")) {
            var silent = new PrintWriter(Writer.nullWriter());
            Main.commandLine().setOut(silent).setErr(silent).execute(line.split(" "));
        }
        try {
            loadClasses();
            rehearse();
        } catch (Exception e) {
            LoggerFactory.getLogger(TrainCommand.class).warn("The training stopped early", e);
        }
    }

    private static void rehearse() throws Exception {
        Path folder = Files.createTempDirectory("tidemark-train");
        try {
            Rehearsal.run(folder);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void loadClasses() throws IOException, URISyntaxException {
        Path own = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var jar = new JarFile(own.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            var libraries = classPath == null ? Stream.<String>of() : Stream.of(classPath.split(" "));
            var wanted = Stream.concat(libraries, Stream.of(own.getFileName().toString()))
                    .filter(name -> LOADED_WHOLE.stream().anyMatch(name::startsWith))
                    .map(own::resolveSibling)
                    .toList();
            for (Path library : wanted) {
                loadClassesOf(library);
            }
        }
    }

    private static void loadClassesOf(Path library) throws IOException {
        try (var jar = new JarFile(library.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.contains("-"))
                    .forEach(name -> load(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')));
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, TrainCommand.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LoggerFactory.getLogger(TrainCommand.class).debug("Not loaded: {}", name, e);
        }
    }
}
