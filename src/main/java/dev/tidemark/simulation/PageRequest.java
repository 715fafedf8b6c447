package dev.tidemark.simulation;

import dev.tidemark.market.TimeRange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a page of readings is asked for with.
///
/// @param range from the time of the cursor on, where there is one
/// @param skip readings of the range's first time that the cursor leaves out
/// @param isFirst whether there is no cursor
record PageRequest(TimeRange range, int skip, boolean isFirst, int size) {

    private static final Set<String> SIZES =
            Set.of("3", "10", "50", "100", "500", "1000", "5000", "10000", "50000", "100000", "300000", "500000");

    /// Reads the parameters; fails with [IllegalArgumentException] where the real server would answer 400.
    static PageRequest of(HttpServerRequest request) {
        String size = parameter(request, "page_size", "10000");
        if (!SIZES.contains(size)) {
            throw new IllegalArgumentException("page_size: " + size + " is not a valid choice");
        }
        if (!parameter(request, "raw_data", "false").equals("true")) {
            throw new IllegalArgumentException("raw_data: only readings as recorded are simulated");
        }
        long fromUs = time(parameter(request, "start_time", ""));
        long toUs = time(parameter(request, "end_time", ""));
        String cursor = request.getParam("cursor");
        if (cursor == null) {
            return new PageRequest(new TimeRange(fromUs, Math.max(fromUs, toUs)), 0, true, Integer.parseInt(size));
        }
        JsonObject mark = decoded(cursor);
        long markUs = time(mark.getString("timestamp"));
        return new PageRequest(
                new TimeRange(markUs, Math.max(markUs, toUs)),
                mark.getInteger("offset"),
                false,
                Integer.parseInt(size));
    }

    /// A time as the API writes it: UTC that does not say so, with a fraction only where there is one.
    static String text(long timeUs) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(timeUs, 1_000_000L), 0, ZoneOffset.UTC);
        String seconds = time + (time.getSecond() == 0 ? ":00" : "");
        long us = Math.floorMod(timeUs, 1_000_000L);
        return us == 0 ? seconds : seconds + "." + Long.toString(1_000_000 + us).substring(1);
    }

    private static JsonObject decoded(String cursor) {
        try {
            byte[] json = Base64.getDecoder().decode(cursor);
            return new JsonObject(new String(json, StandardCharsets.UTF_8));
        } catch (DecodeException e) {
            throw new IllegalArgumentException("cursor: not one", e);
        }
    }

    private static String parameter(HttpServerRequest request, String name, String absent) {
        String value = request.getParam(name);
        return value == null ? absent : value;
    }

    private static long time(@Nullable String text) {
        try {
            String given = text == null ? "" : text;
            boolean hasZone = given.endsWith("Z") || given.matches(".*[+-]\\d\\d:\\d\\d");
            Instant time = hasZone
                    ? OffsetDateTime.parse(given).toInstant()
                    : LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("start_time, end_time: not a time", e);
        }
    }
}
