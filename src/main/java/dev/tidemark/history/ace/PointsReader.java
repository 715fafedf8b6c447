package dev.tidemark.history.ace;

import dev.tidemark.history.BuildingSource.PointFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page of points. Of some thirty properties of BACnet only unit and type are kept.
final class PointsReader extends ListingReader<PointFacts> {

    private static final int OF_PROPERTY = OF_ITEM + 1;
    private static final int MOST_TAGS = 100;

    private final Map<String, String> tags = new HashMap<>();
    private final Set<String> markers = new HashSet<>();
    private String name = "";
    private @Nullable String unit;
    private @Nullable String type;
    private @Nullable String objectType;

    @Override
    void begin() {
        tags.clear();
        markers.clear();
        name = "";
        unit = null;
        type = null;
        objectType = null;
    }

    @Override
    void field(String text) {
        if (depth() == OF_ITEM) {
            switch (field(OF_ITEM)) {
                case "name" -> name = text;
                case "point_type" -> type = meaning(text);
                default -> {}
            }
        } else if (depth() == OF_PROPERTY) {
            property(text);
        }
    }

    @Override
    @Nullable
    PointFacts end() {
        if (name.isEmpty()) {
            return null;
        }
        String ofTags = tags.getOrDefault("unit", tags.get("units"));
        return new PointFacts(name, unit == null ? ofTags : unit, type == null ? objectType : type, tags, markers);
    }

    private void property(String text) {
        String property = field(OF_PROPERTY);
        switch (field(OF_ITEM)) {
            case "kv_tags" -> {
                if (tags.size() < MOST_TAGS) {
                    tags.put(property, text);
                }
            }
            case "marker_tags" -> {
                if (markers.size() < MOST_TAGS) {
                    markers.add(text);
                }
            }
            case "bacnet_data" -> {
                if (property.equals("object_units")) {
                    unit = meaning(text);
                } else if (property.equals("object_type")) {
                    objectType = meaning(text);
                }
            }
            default -> {}
        }
    }

    /// What a device does not answer is written as if it were an answer.
    private static @Nullable String meaning(String text) {
        boolean isNothing = text.isBlank() || text.equals("None") || text.equals("property: unknown-property");
        return isNothing ? null : text;
    }
}
