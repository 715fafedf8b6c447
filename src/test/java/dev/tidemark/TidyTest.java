package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a reviewer would otherwise have to say again and again. Every failure names the place and the reason.
class TidyTest {

    private static final int MOST_LINES_OF_A_FILE = 400;
    private static final int MOST_LINES_OF_A_METHOD = 60;
    private static final int MOST_FILES_OF_A_PACKAGE = 20;
    private static final int WIDEST = 120;

    /// Packages that may be larger, with the reason.
    private static final Map<String, String> CROWDS = Map.of(
            "src/main/java/dev/tidemark/exchange/collect",
            "the parts of one connection: split, they would have to be public to each other",
            "src/main/java/dev/tidemark/cold/parquet/read",
            "what takes pages apart trusts that its caller has checked them: split, anybody could call it");

    /// Written in two pieces, so that this file is not the first to break the rule.
    private static final Pattern PROMISE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern METRIC = Pattern.compile("\"(tidemark_[a-z0-9_]+)\"");

    private static final SourceTree TREE = SourceTree.ofProject();

    @Test
    void noFileIsLongerThanAPersonReadsAtOnce() {
        var long_ = TREE.java().stream()
                .filter(file -> TREE.lines(file).size() > MOST_LINES_OF_A_FILE)
                .map(file -> TREE.name(file) + " has " + TREE.lines(file).size() + " lines")
                .toList();

        assertThat(long_)
                .as("files of more than %d lines hold more than one idea", MOST_LINES_OF_A_FILE)
                .isEmpty();
    }

    @Test
    void noMethodIsLongerThanAScreen() throws IOException {
        var methods = TREE.methods();

        assertThat(methods).isNotEmpty();
        assertThat(methods.stream().filter(method -> method.lines() > MOST_LINES_OF_A_METHOD))
                .as("methods of more than %d lines cannot be seen whole", MOST_LINES_OF_A_METHOD)
                .isEmpty();
    }

    @Test
    void noPackageIsACrowd() {
        Map<Path, Long> counts = TREE.java().stream()
                .filter(file -> file.startsWith(TREE.root().resolve("src/main")))
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        counts.entrySet()
                .removeIf(entry ->
                        entry.getValue() <= MOST_FILES_OF_A_PACKAGE || CROWDS.containsKey(TREE.name(entry.getKey())));

        assertThat(counts)
                .as("packages of more than %d files want to be split", MOST_FILES_OF_A_PACKAGE)
                .isEmpty();
    }

    @Test
    void everyPackageOfTheProgramHasItsChapter() {
        var missing = TREE.java().stream()
                .filter(file -> file.startsWith(TREE.root().resolve("src/main")))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !isNullMarked(folder.resolve("package-info.java")))
                .map(TREE::name)
                .toList();

        assertThat(missing)
                .as("packages without a package-info.java that is @NullMarked: where would a reader start?")
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(linesThat(TREE.java(), line -> PROMISE.matcher(line).find()))
                .as("a promise in a comment is kept by nobody: do it now, or open an issue")
                .isEmpty();
    }

    @Test
    void docCommentsSurviveTheFormatter() {
        var broken = new ArrayList<String>();
        for (Path file : TREE.java()) {
            var lines = TREE.lines(file);
            for (int i = 1; i < lines.size(); i++) {
                if (isDoc(lines.get(i - 1)) && isDoc(lines.get(i)) && isTooWide(lines.get(i))) {
                    broken.add(TREE.name(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }

        // palantir-java-format takes a run of /// lines for one comment, counts the indentation of all but the first
        // line twice, and breaks what is then wider than the page into a line that is no comment.
        assertThat(broken)
                .as("lines of /// whose length and indentation are together above %d", WIDEST)
                .isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var dead = new ArrayList<String>();
        for (Path page : TREE.pages()) {
            var links = LINK.matcher(String.join("\n", TREE.lines(page)));
            while (links.find()) {
                String target = links.group(1).replaceFirst("#.*", "");
                boolean isOutside = target.contains("://") || target.startsWith("mailto:");
                if (!isOutside && !target.isEmpty() && !Files.exists(page.resolveSibling(target))) {
                    dead.add(TREE.name(page) + " → " + target);
                }
            }
        }

        assertThat(dead).as("links to files that there are not").isEmpty();
    }

    @Test
    void everyMetricIsExplained() throws IOException {
        Path names = TREE.root().resolve("src/main/java/dev/tidemark/telemetry/MetricNames.java");
        if (!Files.exists(names)) {
            return;
        }
        Path page = TREE.root().resolve("docs/metrics.md");
        String explained = Files.exists(page) ? Files.readString(page) : "";
        var unexplained = METRIC.matcher(Files.readString(names))
                .results()
                .map(match -> match.group(1))
                .filter(name ->
                        !Pattern.compile("`" + name + "[`{]").matcher(explained).find())
                .toList();

        assertThat(unexplained)
                .as("metrics of MetricNames that docs/metrics.md does not explain: nobody can act on them")
                .isEmpty();
    }

    private static boolean isDoc(String line) {
        return line.stripLeading().startsWith("///");
    }

    private static boolean isTooWide(String line) {
        return line.length() + (line.length() - line.stripLeading().length()) > WIDEST;
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && TREE.lines(packageInfo).contains("@NullMarked");
    }

    private static List<String> linesThat(List<Path> files, java.util.function.Predicate<String> isBad) {
        var bad = new ArrayList<String>();
        for (Path file : files) {
            var lines = TREE.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (isBad.test(lines.get(i))) {
                    bad.add(TREE.name(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        return bad;
    }
}
