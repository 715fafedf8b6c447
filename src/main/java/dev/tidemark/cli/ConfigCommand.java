package dev.tidemark.cli;

import dev.tidemark.cli.screen.TextTable;
import dev.tidemark.cli.settings.SettingsOptions;
import dev.tidemark.config.Loading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        description = "Shows or checks the settings.",
        subcommands = {ConfigCommand.Print.class, ConfigCommand.Check.class})
final class ConfigCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which one? config print or config check");
    }

    @Command(name = "print", description = "Prints every setting in force and where it comes from; secrets are masked.")
    static final class Print implements Runnable {

        @Mixin
        private final SettingsOptions settings = new SettingsOptions();

        @Option(names = "--json", description = "Answer as JSON.")
        private boolean isJson;

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            var loaded = settings.loadOrRefuse();
            var out = spec.commandLine().getOut();
            if (isJson) {
                var all = new JsonArray();
                loaded.values().forEach(value -> all.add(json(value)));
                out.println(all.encodePrettily());
            } else {
                print(loaded, out);
            }
            out.flush();
        }

        private static JsonObject json(Loading.Effective value) {
            return new JsonObject()
                    .put("key", value.path())
                    .put("value", value.text().equals("null") ? null : value.text())
                    .put("from", value.origin().toString())
                    .put("default", value.isDefault());
        }

        private static void print(Loading.Loaded loaded, PrintWriter out) {
            var table = new TextTable("key", "value", "from");
            loaded.values()
                    .forEach(value -> table.row(
                            value.path(),
                            value.text(),
                            value.isDefault() ? "default" : value.origin().toString()));
            table.print(out);
            loaded.notices().forEach(out::println);
        }
    }

    @Command(name = "check", description = "Checks the settings and names every fault with its place.")
    static final class Check implements Runnable {

        @Mixin
        private final SettingsOptions settings = new SettingsOptions();

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            var loaded = settings.loadOrRefuse();
            var out = spec.commandLine().getOut();
            loaded.notices().forEach(out::println);
            long changed =
                    loaded.values().stream().filter(value -> !value.isDefault()).count();
            out.println("The configuration is good: " + loaded.values().size() + " settings, " + changed
                    + " of them not the default.");
            out.flush();
        }
    }
}
