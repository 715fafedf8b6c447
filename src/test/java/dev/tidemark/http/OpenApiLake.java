package dev.tidemark.http;

import dev.tidemark.http.OpenApiCases.Case;
import java.util.ArrayList;
import java.util.List;

/// Requests for work on the lake beside the archiver, with the status that each must get.
final class OpenApiLake {

    private static final List<String> STARTS =
            List.of("POST /archive/verify", "POST /archive/compact", "POST /archive/rebuild-manifest");
    private static final List<String> LOOKS = List.of("GET /archive/jobs", "GET /archive/jobs/1");

    private OpenApiLake() {}

    private static Case of(String call, int status) {
        return of(call, "", status);
    }

    private static Case of(String call, String body, int status) {
        return new Case(call, body, status, List.of());
    }

    static List<Case> requests() {
        var all = new ArrayList<>(List.of(
                of("GET /archive/jobs/1", 404),
                of("POST /archive/verify?dataset=ticks&from=2026-03-01", "{\"to\":\"2026-03-02\"}", 202),
                of("POST /archive/verify?force=true", 400),
                of("POST /archive/verify", "{\"force\":true}", 400),
                of("POST /archive/compact", "{\"force\":true}", 400),
                of("POST /archive/rebuild-manifest?force=true", 202),
                of("POST /archive/rebuild-manifest", "{\"force\":\"yes\"}", 400),
                of("GET /archive/jobs?limit=1", 200),
                of("GET /archive/jobs?limit=0", 400),
                of("GET /archive/jobs/x", 400)));
        for (String start : STARTS) {
            all.add(of(start, 202));
            all.add(of(start, OpenApiCases.large(), 413));
        }
        LOOKS.forEach(look -> all.add(of(look, 200)));
        return all;
    }

    /// The same where work is under way and the database is down.
    static List<Case> faults() {
        List<String> known = List.of(OpenApiCases.ADMIN);
        List<String> stored = List.of(OpenApiCases.STORED);
        var all = new ArrayList<Case>();
        STARTS.forEach(start -> all.add(new Case(start, "", 409, known)));
        STARTS.forEach(start -> all.add(new Case(start, "", 503, stored)));
        LOOKS.forEach(look -> all.add(new Case(look, "", 503, stored)));
        return all;
    }
}
