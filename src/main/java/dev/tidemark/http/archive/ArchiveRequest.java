package dev.tidemark.http.archive;

import dev.tidemark.cold.archive.ArchiveOrder;
import dev.tidemark.cold.archive.ArchiveOrder.Reason;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.wire.QueryParameters;
import dev.tidemark.market.Dataset;
import dev.tidemark.market.Symbol;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which days a run is to do: `{"dataset","partition","from","to","force"}` in the body or in the query, all optional.
final class ArchiveRequest {

    static final Set<String> NAMES = Set.of("dataset", "partition", "from", "to", "force");

    private static final String EXPECTED = "Expected nothing or a JSON object, was something else";

    private ArchiveRequest() {}

    /// What stands in the query, as a body would say it.
    static JsonObject ofQuery(QueryParameters query) {
        var json = new JsonObject();
        for (String name : NAMES) {
            String text = query.text(name);
            if (text != null) {
                json.put(name, name.equals("force") ? (Object) flag(text) : text);
            }
        }
        return json;
    }

    static ArchiveOrder parse(Buffer body, JsonObject query) {
        return parse(body, query, NAMES);
    }

    /// @param names that may be given
    static ArchiveOrder parse(Buffer body, JsonObject query, Set<String> names) {
        JsonObject json = query.copy();
        if (!body.toString().isBlank()) {
            json.mergeIn(object(body));
        }
        for (String name : json.fieldNames()) {
            if (!names.contains(name)) {
                throw refused(name, "Expected " + (names.isEmpty() ? "nothing" : "one of " + new TreeSet<>(names)));
            }
        }
        return order(json);
    }

    private static ArchiveOrder order(JsonObject json) {
        Dataset dataset = dataset(text(json, "dataset"));
        LocalDate from = day(json, "from");
        LocalDate to = day(json, "to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw refused("to", "Expected a day behind from, since to is not included, was " + to);
        }
        Object force = json.getValue("force", false);
        if (!(force instanceof Boolean isForced)) {
            throw refused("force", "Expected true or false");
        }
        return new ArchiveOrder(
                Reason.MANUAL, dataset, partition(dataset, text(json, "partition")), from, to, isForced);
    }

    private static JsonObject object(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw Problem.pointer("#", "body", EXPECTED).asException();
        }
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("force", "Expected true or false, was '" + text + "'");
        };
    }

    private static @Nullable Dataset dataset(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "samples", "ticks", "trades" -> Dataset.valueOf(text.toUpperCase(Locale.ROOT));
            default -> throw refused("dataset", "Expected samples, ticks or trades, was '" + text + "'");
        };
    }

    /// A site as it is; a symbol in either of its forms.
    private static @Nullable String partition(@Nullable Dataset dataset, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (dataset == null) {
            throw refused("partition", "Expected a dataset beside it");
        }
        return dataset == Dataset.SAMPLES ? text : Symbol.parse(text);
    }

    private static @Nullable LocalDate day(JsonObject json, String name) {
        String text = text(json, name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw refused(name, "Expected a day as in 2026-03-01, was '" + text + "'");
        }
    }

    private static @Nullable String text(JsonObject json, String name) {
        return switch (json.getValue(name)) {
            case null -> null;
            case String text when !text.isBlank() && text.length() <= 256 -> text;
            default -> throw refused(name, "Expected a text of 1 to 256 characters");
        };
    }

    private static RuntimeException refused(String name, String detail) {
        return Problem.pointer("#/" + name, name, detail).asException();
    }
}
