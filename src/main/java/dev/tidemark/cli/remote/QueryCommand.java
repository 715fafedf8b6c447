package dev.tidemark.cli.remote;

import dev.tidemark.cli.screen.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "query",
        description = "Reads samples of a site, or ticks or trades of a symbol, hot or cold, as CSV, NDJSON, JSON or"
                + " Parquet.")
public final class QueryCommand implements Runnable {

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(names = "--site", paramLabel = "NAME", description = "Samples of this site.")
    private @Nullable String site;

    @Option(
            names = "--point",
            paramLabel = "NAME",
            description = "A point of it; may be given often. All of them without it.")
    private final List<String> points = new ArrayList<>();

    @Option(names = "--symbol", paramLabel = "NAME", description = "Ticks of this symbol, as in BTC-USD.")
    private @Nullable String symbol;

    @Option(names = "--trades", description = "Trades of the symbol instead of ticks.")
    private boolean isTrades;

    @Option(names = "--from", paramLabel = "TIME", description = "The first moment (default: an hour before --to).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The moment behind the last one (default: now).")
    private @Nullable String to;

    @Option(names = "--interval", paramLabel = "LENGTH", description = "Buckets, as in 15m or 1h, instead of all rows.")
    private @Nullable String interval;

    @Option(names = "--agg", paramLabel = "LIST", description = "What a bucket gives, as in avg,min,max.")
    private @Nullable String aggregates;

    @Option(
            names = "--format",
            defaultValue = "csv",
            description = "csv, ndjson, json, csv.gz, ndjson.gz or parquet (default: ${DEFAULT-VALUE}).")
    private String format = "csv";

    @Option(
            names = {"-o", "--out", "--output"},
            paramLabel = "FILE",
            description = "Where to; standard output without it.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if ((site == null) == (symbol == null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Expected --site or --symbol");
        }
        Path target = file;
        if (target == null) {
            options.server().download(path(), System.out);
            System.out.flush();
            return;
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            options.server().download(path(), out);
        } catch (IOException e) {
            throw new Refusal("could not write " + target + ": " + e.getMessage());
        } catch (Refusal e) {
            discard(target);
            throw e;
        }
    }

    private String path() {
        var path = new StringBuilder(site != null ? "/timeseries/query." : isTrades ? "/api/trades." : "/api/ticks.");
        path.append(format).append('?');
        add(path, "site_name", site);
        add(path, "symbol", symbol);
        points.forEach(point -> add(path, "point_names", point));
        if (points.size() == 1 && points.getFirst().indexOf(',') >= 0) {
            // Given twice, a name is one name, whatever it holds.
            add(path, "point_names", points.getFirst());
        }
        add(path, site != null ? "start_time" : "from", from);
        add(path, site != null ? "end_time" : "to", to);
        add(path, "interval", interval);
        add(path, "agg", aggregates);
        return path.substring(0, path.length() - 1);
    }

    private static void add(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        }
    }

    /// Half an answer must not lie around as if it were a whole one.
    private static void discard(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new Refusal("the answer in " + target + " is not whole: " + e.getMessage());
        }
    }
}
