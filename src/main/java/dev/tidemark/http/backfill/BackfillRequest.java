package dev.tidemark.http.backfill;

import dev.tidemark.history.backfill.BackfillJobs.Wish;
import dev.tidemark.history.backfill.BackfillOrder;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.market.Series;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be fetched: `{"start_date","end_date","sites","force_restart"}`, the last two optional.
final class BackfillRequest {

    private static final int MAX_SITES = 1_000;
    private static final Set<String> NAMES = Set.of("start_date", "end_date", "sites", "force_restart");
    private static final String EXPECTED =
            "Expected {\"start_date\":\"2026-01-01\",\"end_date\":\"2026-01-31\"}, was something else";

    private BackfillRequest() {}

    /// @param today the last day that may be asked for
    static Wish parse(Buffer body, LocalDate today) {
        JsonObject json = object(body);
        for (String name : json.fieldNames()) {
            if (!NAMES.contains(name)) {
                throw refused(name, "Expected start_date, end_date, sites or force_restart");
            }
        }
        LocalDate start = day(json, "start_date");
        LocalDate end = day(json, "end_date");
        if (end.isBefore(start)) {
            throw refused("end_date", "Expected " + start + " or a later day, was " + end);
        }
        if (end.isAfter(today)) {
            throw refused("end_date", "Expected a day up to today, " + today + ", was " + end);
        }
        if (start.plusDays(BackfillOrder.MAX_DAYS - 1L).isBefore(end)) {
            throw refused(
                    "end_date",
                    "Expected at most " + BackfillOrder.MAX_DAYS + " days, both days included, was " + start + " to "
                            + end);
        }
        if (!(json.getValue("force_restart", false) instanceof Boolean isAnew)) {
            throw refused("force_restart", "Expected true or false");
        }
        return new Wish(start, end, sites(json.getValue("sites")), isAnew);
    }

    private static JsonObject object(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw Problem.pointer("#", "body", EXPECTED).asException();
        }
    }

    private static LocalDate day(JsonObject json, String name) {
        try {
            if (json.getValue(name) instanceof String text) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Falls through to the sentence, which says it better.
        }
        throw refused(name, "Expected a day as in 2026-03-01, was " + json.getValue(name));
    }

    private static List<String> sites(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray names) || names.isEmpty() || names.size() > MAX_SITES) {
            throw refused("sites", "Expected a list of 1 to " + MAX_SITES + " names");
        }
        List<String> sites = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!(names.getValue(i) instanceof String site)
                    || site.isBlank()
                    || site.length() > Series.MAX_NAME_LENGTH) {
                throw refused("sites/" + i, "Expected a name of 1 to " + Series.MAX_NAME_LENGTH + " characters");
            }
            sites.add(site);
        }
        return sites;
    }

    private static RuntimeException refused(String name, String detail) {
        return Problem.pointer("#/" + name, name, detail).asException();
    }
}
