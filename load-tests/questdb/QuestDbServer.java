import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A QuestDB of its own, as a process on loopback, in a temporary folder.
final class QuestDbServer implements AutoCloseable {

    static final int PORT = 19_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;

    private QuestDbServer(Process process) {
        this.process = process;
    }

    /// Starts it, and waits until it answers.
    static QuestDbServer start(Path jars) throws Exception {
        Path root = Files.createTempDirectory("questdb");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Dquestdb.telemetry.enabled=false", "-cp"));
        try (var files = Files.list(jars)) {
            command.add(String.join(":", files.map(Path::toString).toList()));
        }
        command.addAll(List.of("io.questdb.ServerMain", "-d", root.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("QDB_HTTP_BIND_TO", "127.0.0.1:" + PORT);
        builder.environment().put("QDB_HTTP_MIN_ENABLED", "false");
        builder.environment().put("QDB_PG_ENABLED", "false");
        builder.environment().put("QDB_LINE_TCP_ENABLED", "false");
        builder.environment().put("QDB_TELEMETRY_ENABLED", "false");
        var server = new QuestDbServer(builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("server.log").toFile())
                .start());
        for (int tries = 0; tries < 300; tries++) {
            try {
                exec("SELECT 1");
                return server;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        server.close();
        throw new IllegalStateException("Expected QuestDB to answer within 30 s");
    }

    /// What it answers to a statement: JSON.
    static String exec(String sql) throws Exception {
        String query = URLEncoder.encode(sql, StandardCharsets.UTF_8);
        URI uri = URI.create("http://127.0.0.1:" + PORT + "/exec?query=" + query);
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Expected QuestDB to take " + sql + ", was " + answer.body());
        }
        return answer.body();
    }

    /// Waits until a table has so many rows.
    static void awaitRows(String table, long rows) throws Exception {
        while (!exec("SELECT count() FROM " + table).contains("[[" + rows + "]]")) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            System.err.println("QuestDB is still running: pid " + process.pid());
        }
    }
}
