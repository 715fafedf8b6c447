package dev.tidemark.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Runnable {

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        if (isJson) {
            out.println(new JsonObject()
                    .put("version", Version.number())
                    .put("java", Runtime.version().toString())
                    .encode());
        } else {
            for (String line : new Version().getVersion()) {
                out.println(line);
            }
        }
        out.flush();
    }
}
