package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.JsonPage;
import dev.tidemark.cli.screen.ProgressBar;
import dev.tidemark.cli.screen.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backfill",
        description = "Fetches samples of past days from their source.",
        subcommands = {BackfillCommand.Start.class, BackfillCommand.Show.class, BackfillCommand.Cancel.class})
public final class BackfillCommand implements Runnable {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Expected start, status or cancel");
    }

    @Command(
            name = "start",
            description = "Begins, or goes on with what was cancelled or failed, and waits for the end.")
    static final class Start implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Parameters(index = "0", paramLabel = "START", description = "The first day, as in 2026-01-01.")
        private @Nullable LocalDate start;

        @Parameters(index = "1", paramLabel = "END", description = "The last day, included.")
        private @Nullable LocalDate end;

        @Option(names = "--site", split = ",", paramLabel = "SITE", description = "Only these sites (all).")
        private List<String> sites = List.of();

        @Option(
                names = "--force-restart",
                description = "Cancel what is in progress; pass over days that the lake owns.")
        private boolean isAnew;

        @Option(names = "--no-wait", description = "Begin and do not wait for the end.")
        private boolean isDetached;

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            Server server = options.server();
            JsonObject started = server.post("/backfill/start", order());
            if (isDetached) {
                options.show(started, out -> out.println(started.getString("message")));
                return;
            }
            JsonObject ended = await(server, started.getLong("backfill_id"));
            options.show(ended, out -> out.println(ended.getString("message")));
            if (!"completed".equals(ended.getString("status"))) {
                throw new Refusal("the backfill ended as " + ended.getString("status"));
            }
        }

        private JsonObject order() {
            var order =
                    new JsonObject().put("start_date", String.valueOf(start)).put("end_date", String.valueOf(end));
            if (!sites.isEmpty()) {
                order.put("sites", new JsonArray(sites));
            }
            return isAnew ? order.put("force_restart", true) : order;
        }

        private JsonObject await(Server server, Long id) {
            var bar = new ProgressBar(spec.commandLine().getErr(), isTerminal());
            try {
                while (true) {
                    JsonObject now = server.get("/backfill/status");
                    if (!id.equals(now.getLong("backfill_id"))) {
                        throw new Refusal("another backfill has taken its place: " + now.getString("message"));
                    }
                    bar.show(now.getDouble("progress_percent"), line(now));
                    if (!"in_progress".equals(now.getString("status"))) {
                        return now;
                    }
                    LockSupport.parkNanos(LOOK_EVERY_NANOS);
                }
            } finally {
                bar.end();
            }
        }

        // From JDK 25 on there is none again where neither end is a terminal.
        @SuppressWarnings("SystemConsoleNull")
        private static boolean isTerminal() {
            var console = System.console();
            return console != null && console.isTerminal();
        }

        private static String line(JsonObject now) {
            String end = now.getString("estimated_completion");
            return now.getInteger("days_completed") + "/" + now.getInteger("days_total") + " days, "
                    + now.getLong("records_processed") + " samples, "
                    + now.getDouble("records_per_second").longValue()
                    + "/s" + (end == null ? "" : ", done at " + end.substring(0, 16) + "Z");
        }
    }

    @Command(name = "status", description = "Shows the newest backfill.")
    static final class Show implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Override
        public void run() {
            JsonObject status = options.server().get("/backfill/status");
            options.show(status, out -> new JsonPage(out).print(status));
        }
    }

    @Command(name = "cancel", description = "Cancels what is in progress and keeps what is done.")
    static final class Cancel implements Runnable {

        @Mixin
        private final ServerOptions options = new ServerOptions();

        @Override
        public void run() {
            JsonObject status = options.server().post("/backfill/cancel", new JsonObject());
            options.show(status, out -> out.println(status.getString("message")));
        }
    }
}
