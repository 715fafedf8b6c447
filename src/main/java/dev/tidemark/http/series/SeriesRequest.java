package dev.tidemark.http.series;

import dev.tidemark.cold.Partition;
import dev.tidemark.http.answer.Asked;
import dev.tidemark.http.answer.AskedReader;
import dev.tidemark.http.answer.AskedReader.RangeNames;
import dev.tidemark.http.answer.Names;
import dev.tidemark.http.format.Format;
import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemKind;
import dev.tidemark.http.wire.QueryParameters;
import dev.tidemark.market.Dataset;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a request for samples, from the address or from a body.
final class SeriesRequest {

    private static final String POINTS = "point_names";
    private static final Set<String> PARAMETERS = Stream.concat(
                    AskedReader.PARAMETERS.stream(), Stream.of("site_name", POINTS, "start_time", "end_time"))
            .collect(Collectors.toUnmodifiableSet());

    private final AskedReader reader;
    private final int maxPoints;

    /// @param maxPoints names in one request
    SeriesRequest(AskedReader reader, int maxPoints) {
        this.reader = reader;
        this.maxPoints = maxPoints;
    }

    /// Point names are separated by commas; given more than once, each is one name, whatever it holds.
    Asked ofAddress(RoutingContext ctx) {
        var parameters = new QueryParameters(ctx, PARAMETERS);
        return asked(ctx, parameters, parameters.list(POINTS));
    }

    /// The same names in a JSON object; a list of point names is taken as it is.
    Asked ofBody(RoutingContext ctx, Buffer body) {
        var values = MultiMap.caseInsensitiveMultiMap();
        boolean isList = false;
        for (Map.Entry<String, Object> member : object(body)) {
            if (member.getValue() instanceof JsonArray list) {
                isList |= member.getKey().equals(POINTS);
                list.forEach(element -> values.add(member.getKey(), text(member.getKey(), element)));
            } else {
                values.add(member.getKey(), text(member.getKey(), member.getValue()));
            }
        }
        var parameters = new QueryParameters(values, PARAMETERS);
        return asked(ctx, parameters, isList ? parameters.texts(POINTS) : parameters.list(POINTS));
    }

    private Asked asked(RoutingContext ctx, QueryParameters parameters, List<String> points) {
        String site = parameters.requiredText("site_name", "north");
        Format format = Format.of(
                ctx.pathParam("ending"),
                parameters.text("format"),
                ctx.request().getHeader("Accept"));
        if (points.size() > maxPoints) {
            throw Problem.parameter(POINTS, "Expected at most " + maxPoints + " names, was " + points.size())
                    .asException();
        }
        if (points.isEmpty() && !format.isStreaming()) {
            throw Problem.parameter(
                            POINTS,
                            "Expected 1 to " + maxPoints + " names, was none. All points of a site are given as"
                                    + " ndjson, csv or parquet")
                    .asException();
        }
        var names = new Names(new Partition(Dataset.SAMPLES, site), points.isEmpty() ? null : points);
        return reader.read(parameters, names, new RangeNames("start_time", "end_time"), format);
    }

    private static JsonObject object(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw Problem.of(ProblemKind.BAD_REQUEST, "Expected a JSON object, was something else")
                    .asException();
        }
    }

    private static String text(String member, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Double number -> new BigDecimal(number.toString()).toPlainString();
            case Number number -> number.toString();
            case null, default ->
                throw Problem.pointer("#/" + member, member, "Expected a text or a number, was another type")
                        .asException();
        };
    }
}
