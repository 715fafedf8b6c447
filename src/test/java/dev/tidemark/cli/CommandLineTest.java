package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandExplainsItself() {
        explain(Main.commandLine());
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Which command?");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(run("up", "--prot", "8081")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot");
    }

    @Test
    void aBadConfigurationEndsWithAllItsFaults() throws IOException {
        Path file = Files.writeString(folder.resolve("tidemark.yaml"), "http:\n  port: high\nlog:\n  level: loud\n");

        assertThat(run("config", "check", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("tidemark: the configuration has 2 faults:")
                .contains(file + ":2:3: 'http.port'")
                .contains(file + ":4:3: 'log.level'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theSettingsInForceSayWhereTheyComeFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("tidemark.yaml"), "http:\n  port: 1\n");

        assertThat(run("config", "print", "--json", "--config", file.toString(), "-D", "log.level=warn"))
                .isZero();
        var settings = new JsonArray(out.toString());
        assertThat(setting(settings, "http.port").getString("from")).isEqualTo(file + ":2:3");
        assertThat(setting(settings, "log.level").getString("from")).isEqualTo("option log.level");
        assertThat(setting(settings, "log.level").getBoolean("default")).isFalse();
        assertThat(setting(settings, "http.host").getBoolean("default")).isTrue();
    }

    @Test
    void aRecordingThatIsNotThereIsSaidBeforeAnythingStarts() {
        assertThat(run("up", "--replay", folder.resolve("none.ndjson.gz").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no readable recording at").contains("none.ndjson.gz");
    }

    @Test
    void theDoctorSaysHowToMendWhatIsWrong() {
        int code = run(
                "doctor",
                "--json",
                "--data",
                folder.toString(),
                "-D",
                "http.port=0",
                "-D",
                "postgres.url=postgres://127.0.0.1:1/x");

        var findings = new JsonObject(out.toString()).getJsonArray("findings");
        var database = finding(findings, "database");
        assertThat(code).isEqualTo(1);
        assertThat(finding(findings, "java").getString("verdict")).isEqualTo("ok");
        assertThat(finding(findings, "data folder").getString("verdict")).isEqualTo("ok");
        assertThat(database.getString("verdict")).isEqualTo("fault");
        assertThat(database.getString("remedy")).contains("DATABASE_URL");
    }

    private void explain(CommandLine command) {
        assertThat(command.getUsageMessage()).as(command.getCommandName()).contains("Exit codes:", "--help");
        command.getSubcommands().values().forEach(this::explain);
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static JsonObject setting(JsonArray settings, String key) {
        return member(settings, "key", key);
    }

    private static JsonObject finding(JsonArray findings, String subject) {
        return member(findings, "subject", subject);
    }

    private static JsonObject member(JsonArray list, String name, String value) {
        return list.stream()
                .map(JsonObject.class::cast)
                .filter(json -> value.equals(json.getString(name)))
                .findFirst()
                .orElseThrow();
    }
}
