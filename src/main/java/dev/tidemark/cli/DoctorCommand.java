package dev.tidemark.cli;

import dev.tidemark.cli.screen.TextTable;
import dev.tidemark.cli.settings.SettingsOptions;
import dev.tidemark.config.Loading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description =
                "Looks for what would keep Tidemark from running and says how to mend it. Exit code 1 if anything.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var findings = examine(new Checkup(InstantSource.system()));
        var out = spec.commandLine().getOut();
        if (isJson) {
            var all = new JsonArray();
            findings.forEach(finding -> all.add(json(finding)));
            out.println(new JsonObject().put("findings", all).encodePrettily());
        } else {
            var table = new TextTable("", "what", "finding");
            findings.forEach(finding -> table.row(word(finding), finding.subject(), text(finding)));
            table.print(out);
        }
        out.flush();
        return Checkup.isFit(findings) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<Finding> examine(Checkup checkup) {
        var findings = new ArrayList<>(checkup.ofMachine());
        switch (settings.load()) {
            case Loading.Loaded loaded -> {
                findings.add(Finding.ok("configuration", loaded.values().size() + " settings, all good"));
                loaded.notices().forEach(notice -> findings.add(Finding.warning("configuration", notice, "")));
                findings.addAll(checkup.ofSettings(loaded.settings()));
            }
            case Loading.Refused(var faults) ->
                faults.forEach(fault -> findings.add(Finding.fault("configuration", fault.toString(), "")));
        }
        return findings;
    }

    private static JsonObject json(Finding finding) {
        return new JsonObject()
                .put("verdict", word(finding))
                .put("subject", finding.subject())
                .put("finding", finding.sentence())
                .put("remedy", finding.remedy().isEmpty() ? null : finding.remedy());
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static String text(Finding finding) {
        return finding.remedy().isEmpty() ? finding.sentence() : finding.sentence() + ": " + finding.remedy();
    }
}
