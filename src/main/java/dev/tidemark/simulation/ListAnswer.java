package dev.tidemark.simulation;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Pages of sites and points, as the API writes them.
final class ListAnswer {

    private static final Set<String> SIZES =
            Set.of("2", "10", "20", "30", "40", "50", "100", "500", "1000", "5000", "10000", "100000");
    private static final List<String> UNITS = List.of("degreesCelsius", "percent", "property: unknown-property");

    private ListAnswer() {}

    static JsonObject sites(HttpServerRequest request, SimulatedHistory history) {
        List<String> sites = history.sites();
        return page(
                request,
                sites.size(),
                n -> new JsonObject()
                        .put("id", n + 1)
                        .put("name", sites.get(n))
                        .put("client", "demo")
                        .put("address", null)
                        .put("nice_name", "Simulated " + sites.get(n))
                        .put("latitude", 0.0)
                        .put("longitude", 0.0)
                        .put("archived", false));
    }

    static JsonObject points(HttpServerRequest request, SimulatedHistory history, String site) {
        return page(request, history.points(), n -> point(history, site, n));
    }

    /// Every fifth point is configured.
    static JsonObject configured(HttpServerRequest request, SimulatedHistory history, String site) {
        return page(request, (history.points() + 4) / 5, n -> point(history, site, n * 5));
    }

    private static JsonObject page(HttpServerRequest request, int total, IntFunction<JsonObject> item) {
        String given = request.getParam("per_page") == null ? "10" : request.getParam("per_page");
        if (!SIZES.contains(given)) {
            throw new IllegalArgumentException("per_page: " + given + " is not a valid choice");
        }
        int size = Integer.parseInt(given);
        int page = request.getParam("page") == null ? 1 : Integer.parseInt(request.getParam("page"));
        int from = Math.min(total, (page - 1) * size);
        var items = new JsonArray();
        IntStream.range(from, Math.min(total, from + size)).mapToObj(item).forEach(items::add);
        return new JsonObject()
                .put("items", items)
                .put("page", page)
                .put("pages", (total + size - 1) / size)
                .put("per_page", size)
                .put("total", total);
    }

    private static JsonObject point(SimulatedHistory history, String site, int n) {
        String name = history.name(site, n);
        String object = name.split("/")[3];
        return new JsonObject()
                .put("id", n + 1)
                .put("name", name)
                .put("client", "demo")
                .put("site", site)
                .put(
                        "kv_tags",
                        new JsonObject().put("floor", String.valueOf(n % 7)).put("equip", "ahu-" + n / 10))
                .put("marker_tags", new JsonArray().add(n % 2 == 0 ? "sensor" : "setpoint"))
                .put(
                        "bacnet_data",
                        new JsonObject()
                                .put("device_id", n / 100 + 100)
                                .put("object_type", object)
                                .put("object_index", n)
                                .put("object_name", "Point " + n)
                                .put("object_units", UNITS.get(n % UNITS.size()))
                                .put("present_value", "None")
                                .put("vendor_name", "property: unknown-property"))
                .put("collect_config", new JsonObject())
                .put("point_type", n % 4 == 0 ? null : "bacnet")
                .put("collect_enabled", true)
                .put("collect_interval", 60)
                .put("updated", "2026-08-07T16:25:00.627593")
                .put("created", "2026-08-07 16:25:00");
    }
}
