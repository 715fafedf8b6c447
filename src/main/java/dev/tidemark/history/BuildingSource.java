package dev.tidemark.history;

import dev.tidemark.cursor.RecordCursor;
import dev.tidemark.market.TimeRange;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the samples of buildings come from. Thread-safe, never blocks; retries by itself what is worth it, within
/// bounds. Fails with a [SourceFault].
public interface BuildingSource {

    /// The sites that the key may see.
    Future<List<SiteFacts>> sites();

    /// The points of a site.
    Future<List<PointFacts>> points(String site);

    /// Whether [#points] leaves out points whose samples [#samples] gives, because nobody wants them.
    default boolean listsWantedOnly() {
        return false;
    }

    /// All raw samples of a site in a range, page by page, in no promised order. Values that are no finite number
    /// are dropped and counted.
    RecordCursor samples(String site, TimeRange range);

    /// @param name as in all other calls
    /// @param title for people; null where there is none
    record SiteFacts(String name, @Nullable String title) {}

    /// @param unit null where there is none
    /// @param type what kind of point it is, in the source's words; null where it does not say
    record PointFacts(
            String name, @Nullable String unit, @Nullable String type, Map<String, String> tags, Set<String> markers) {
        public PointFacts {
            tags = Map.copyOf(tags);
            markers = Set.copyOf(markers);
        }
    }
}
