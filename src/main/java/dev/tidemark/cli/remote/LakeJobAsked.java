package dev.tidemark.cli.remote;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Work on the lake other than moving days, as options of `archive`.
final class LakeJobAsked {

    @Option(names = "--verify", description = "Read files of the lake back and compare them with the manifest.")
    private boolean isVerify;

    @Option(names = "--compact", description = "Make months out of days.")
    private boolean isCompact;

    @Option(
            names = "--rebuild-manifest",
            description = "Make the manifest again from the lake alone; --force replaces one that holds files.")
    private boolean isRebuild;

    /// Where it is begun; null where nothing of this was asked.
    @Nullable
    String path() {
        if (isVerify) {
            return "/archive/verify";
        }
        if (isCompact) {
            return "/archive/compact";
        }
        return isRebuild ? "/archive/rebuild-manifest" : null;
    }

    static String progress(JsonObject job) {
        return job.getLong("objects") + " objects, " + job.getLong("rows") + " rows, " + job.getLong("faults")
                + " faults";
    }

    static void print(JsonObject job, PrintWriter out) {
        job.getJsonArray("findings").forEach(out::println);
        out.println(progress(job) + ".");
    }

    /// Why the command does not end well; null where it does.
    static @Nullable String refusal(JsonObject job) {
        if (!"completed".equals(job.getString("status"))) {
            return "the job " + job.getString("status") + ": " + job.getString("error");
        }
        return job.getLong("faults") == 0 ? null : "found " + job.getLong("faults") + " faults";
    }
}
