package dev.tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads one YAML file into entries by path. Goes on after a fault, so that all of them are seen at once.
///
/// Works on composed nodes, not on objects, since only nodes know their line and column.
final class YamlReader {

    private final String place;
    private final KeyTable table;
    private final List<Fault> faults;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private YamlReader(String place, KeyTable table, List<Fault> faults) {
        this.place = place;
        this.table = table;
        this.faults = faults;
    }

    /// Reads `text`, which is at `place`; what is wrong is added to `faults`.
    static Map<String, Entry> read(String place, String text, KeyTable table, List<Fault> faults) {
        var reader = new YamlReader(place, table, faults);
        compose(place, text, faults).ifPresent(root -> reader.section("", root));
        return reader.entries;
    }

    /// The names in a section of a file, in their order.
    static List<String> names(String text, String section) {
        var root = compose("", text, new ArrayList<>());
        if (root.isPresent() && root.get() instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (nameOf(tuple).equals(section) && tuple.getValueNode() instanceof MappingNode inner) {
                    return inner.getValue().stream().map(YamlReader::nameOf).toList();
                }
            }
        }
        return List.of();
    }

    private static Optional<Node> compose(String place, String text, List<Fault> faults) {
        var settings = LoadSettings.builder()
                .setLabel(place)
                .setMaxAliasesForCollections(10)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            var origin = e.getProblemMark().map(mark -> at(place, mark)).orElse(Origin.whole(place));
            faults.add(new Fault(origin, "this is not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            faults.add(new Fault(Origin.whole(place), "this is not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private void section(String path, Node node) {
        if (isNull(node)) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            faults.add(new Fault(origin(node), "expected keys below '" + path + "', was " + valueOf(node)));
            return;
        }
        var seen = new LinkedHashMap<String, Origin>();
        for (var tuple : mapping.getValue()) {
            String child = path.isEmpty() ? nameOf(tuple) : path + "." + nameOf(tuple);
            var at = origin(tuple.getKeyNode());
            var before = seen.putIfAbsent(child, at);
            if (before != null) {
                faults.add(new Fault(at, "'" + child + "' is set twice, first in line " + before.line()));
            } else {
                child(child, at, tuple.getValueNode());
            }
        }
    }

    private void child(String path, Origin at, Node node) {
        if (table.find(path).isPresent()) {
            entries.put(path, new Entry(valueOf(node), at));
        } else if (table.isSection(path)) {
            section(path, node);
        } else {
            faults.add(new Fault(at, table.unknown(path)));
        }
    }

    private static Value valueOf(Node node) {
        return switch (node) {
            case ScalarNode _ when isNull(node) -> new Value.Nothing();
            case ScalarNode scalar -> new Value.Scalar(scalar.getValue());
            case SequenceNode sequence -> listing(sequence);
            case MappingNode mapping -> pairs(mapping);
            default -> new Value.Nested("a " + node.getNodeType());
        };
    }

    private static Value listing(SequenceNode sequence) {
        var items = new ArrayList<String>();
        for (var item : sequence.getValue()) {
            if (!(item instanceof ScalarNode scalar)) {
                return new Value.Nested("a list of lists");
            }
            items.add(scalar.getValue());
        }
        return new Value.Listing(items);
    }

    private static Value pairs(MappingNode mapping) {
        var pairs = new LinkedHashMap<String, String>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getValueNode() instanceof ScalarNode scalar)) {
                return new Value.Nested("keys with more keys below");
            }
            pairs.put(nameOf(tuple), scalar.getValue());
        }
        return new Value.Pairs(pairs);
    }

    private static String nameOf(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private static boolean isNull(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private Origin origin(Node node) {
        return node.getStartMark().map(mark -> at(place, mark)).orElse(Origin.whole(place));
    }

    private static Origin at(String place, Mark mark) {
        return new Origin(place, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
