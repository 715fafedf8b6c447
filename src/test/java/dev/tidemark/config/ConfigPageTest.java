package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("tidemark.project", "")).resolve("docs/configuration.md");

    private final ConfigPage page = new ConfigPage();

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("tidemark.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page.text());
        }

        assertThat(PAGE)
                .as("docs/configuration.md; write it anew: mvn test -Dtest=ConfigPageTest -Dtidemark.write-docs=true")
                .hasContent(page.text());
    }

    @Test
    void everyKeyIsExplainedInTheShippedFile() {
        var table = SettingsLoader.builtInTable();
        var unexplained = table.keys().stream()
                .filter(key ->
                        !key.path().startsWith("exchanges.") || key.path().startsWith("exchanges.coinbase."))
                .filter(key -> page.comment(key).isBlank())
                .map(Key::path);

        assertThat(unexplained)
                .as("keys without a comment above them in conf/tidemark.yaml")
                .isEmpty();
    }
}
