package dev.tidemark;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The project's files, as [TidyTest] looks at them.
record SourceTree(Path root) {

    /// A method or constructor and how many lines it has, from its signature's first to its last brace.
    record Method(Path file, String name, long line, long lines) {}

    /// The tree of this project, whatever the working directory of the test.
    static SourceTree ofProject() {
        return new SourceTree(
                Path.of(System.getProperty("tidemark.project", "")).toAbsolutePath());
    }

    List<Path> java() {
        return files("src", ".java");
    }

    /// Every page that a person reads, without what a build has made.
    List<Path> pages() {
        return Stream.concat(files("docs", ".md").stream(), filesIn(root, ".md"))
                .toList();
    }

    List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name(Path file) {
        return root.relativize(file).toString();
    }

    /// All methods with a body, found by javac's own parser.
    List<Method> methods() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var methods = new ArrayList<Method>();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none");
            var task = (JavacTask) compiler.getTask(
                    null, files, problem -> {}, options, null, files.getJavaFileObjectsFromPaths(java()));
            var positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodScanner(unit, positions, methods).scan(unit, null);
            }
        }
        return methods;
    }

    private List<Path> files(String folder, String ending) {
        if (!Files.isDirectory(root.resolve(folder))) {
            return List.of();
        }
        try (var walk = Files.walk(root.resolve(folder))) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> filesIn(Path folder, String ending) {
        try (var list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class MethodScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lineMap;
        private final List<Method> methods;

        MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
            this.unit = unit;
            this.positions = positions;
            this.lineMap = unit.getLineMap();
            this.methods = methods;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            long start = positions.getStartPosition(unit, tree);
            if (tree.getBody() != null && start >= 0) {
                long first = lineMap.getLineNumber(start);
                long last = lineMap.getLineNumber(positions.getEndPosition(unit, tree));
                methods.add(new Method(
                        Path.of(unit.getSourceFile().toUri()), tree.getName().toString(), first, last - first + 1));
            }
            return super.visitMethod(tree, null);
        }
    }
}
