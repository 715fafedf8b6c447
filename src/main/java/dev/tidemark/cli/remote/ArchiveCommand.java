package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.Refusal;
import dev.tidemark.cli.screen.TextTable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "archive", description = "Moves closed days from the hot store to the lake; or looks after the lake.")
public final class ArchiveCommand implements Runnable {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @ArgGroup(heading = "Instead of moving days:%n")
    private @Nullable LakeJobAsked lakeJob;

    @ArgGroup(exclusive = false, heading = "Which days (all that are due):%n")
    private final Days days = new Days();

    @Option(names = "--no-wait", description = "Begin the run and do not wait for its end.")
    private boolean isDetached;

    @Spec
    private CommandSpec spec;

    /// What the run is to do.
    private static final class Days {

        @Option(names = "--dataset", description = "samples, ticks or trades.")
        private @Nullable String dataset;

        @Option(names = "--partition", description = "A site or a symbol of that dataset.")
        private @Nullable String partition;

        @Option(names = "--from", paramLabel = "DAY", description = "The first day, as in 2026-03-01.")
        private @Nullable LocalDate from;

        @Option(names = "--to", paramLabel = "DAY", description = "The day behind the last one.")
        private @Nullable LocalDate to;

        @Option(
                names = "--force",
                description =
                        "Also days that are too young or not quiet, and few late rows; also a manifest that holds files.")
        private boolean isForced;

        JsonObject order() {
            var order = new JsonObject();
            put(order, "dataset", dataset);
            put(order, "partition", partition);
            put(order, "from", from);
            put(order, "to", to);
            return isForced ? order.put("force", true) : order;
        }

        private static void put(JsonObject order, String name, @Nullable Object value) {
            if (value != null) {
                order.put(name, value.toString());
            }
        }
    }

    @Override
    public void run() {
        Server server = options.server();
        String path = lakeJob == null ? null : lakeJob.path();
        if (path != null) {
            runLakeJob(server, path);
            return;
        }
        JsonObject started = server.post("/archive/run", days.order());
        if (isDetached) {
            options.show(started, out -> out.println("Started: " + started.getString("run")));
            return;
        }
        JsonObject ended = await(server, started.getString("run"), ArchiveCommand::progress);
        options.show(ended, out -> print(ended, out));
        if (!"completed".equals(ended.getString("status"))) {
            throw new Refusal("the run " + ended.getString("status") + ": " + ended.getString("error"));
        }
    }

    private void runLakeJob(Server server, String path) {
        JsonObject started = server.post(path, days.order());
        if (isDetached) {
            options.show(started, out -> out.println("Started: " + started.getString("job")));
            return;
        }
        JsonObject ended = await(server, started.getString("job"), LakeJobAsked::progress);
        options.show(ended, out -> LakeJobAsked.print(ended, out));
        String refusal = LakeJobAsked.refusal(ended);
        if (refusal != null) {
            throw new Refusal(refusal);
        }
    }

    private static String progress(JsonObject run) {
        return run.getInteger("days_published") + " of " + run.getInteger("days_total") + " days, "
                + run.getLong("rows") + " rows";
    }

    /// Looks until the work has ended; says on standard error how far it is.
    private JsonObject await(Server server, String path, Function<JsonObject, String> progress) {
        String told = "";
        while (true) {
            JsonObject run = server.get(path);
            String now = progress.apply(run);
            if (!now.equals(told)) {
                spec.commandLine().getErr().println(now);
                told = now;
            }
            if (!"running".equals(run.getString("status"))) {
                return run;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static void print(JsonObject run, PrintWriter out) {
        JsonArray days = run.getJsonArray("days");
        if (!days.isEmpty()) {
            var table = new TextTable("dataset", "partition", "day", "outcome", "rows", "bytes", "key");
            for (Object day : days) {
                var json = (JsonObject) day;
                table.row(
                        json.getValue("dataset"),
                        json.getValue("partition"),
                        json.getValue("day"),
                        json.getValue("error") == null ? json.getValue("outcome") : json.getValue("error"),
                        json.getValue("rows"),
                        json.getValue("bytes"),
                        json.getValue("key"));
            }
            table.print(out);
        }
        out.println(run.getInteger("days_published") + " days published, " + run.getInteger("days_failed") + " failed, "
                + run.getInteger("tables_dropped") + " hot tables dropped.");
    }
}
