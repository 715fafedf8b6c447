package dev.tidemark.http.series;

import dev.tidemark.hot.SampleCatalog.Meaning;
import dev.tidemark.hot.SampleCatalog.Point;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Points as JSON.
final class PointJson {

    private PointJson() {}

    /// A point, as in a list of them.
    static JsonObject listed(Point point) {
        Meaning meaning = point.meaning();
        return new JsonObject()
                .put("name", point.name())
                .put("unit", meaning == null ? null : meaning.unit())
                .put("type", meaning == null ? null : meaning.type())
                .put("tags", meaning == null ? null : meaning.tags())
                .put("first", time(point.first()))
                .put("last", time(point.last()))
                .put("rows", point.rows())
                .put("latest", point.latest());
    }

    /// The last samples of those points that have one.
    static JsonArray latest(List<Point> points) {
        var samples = new JsonArray();
        for (Point point : points) {
            Instant last = point.last();
            if (point.latest() != null && last != null) {
                samples.add(new JsonObject()
                        .put("point_name", point.name())
                        .put("timestamp", last.toEpochMilli())
                        .put("value", point.latest()));
            }
        }
        return samples;
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
