package dev.tidemark.history.ace;

import dev.tidemark.history.BuildingSource.SiteFacts;
import org.jspecify.annotations.Nullable;

/// Reads a page of sites.
final class SitesReader extends ListingReader<SiteFacts> {

    private String name = "";
    private @Nullable String title;

    @Override
    void begin() {
        name = "";
        title = null;
    }

    @Override
    void field(String text) {
        if (depth() == OF_ITEM) {
            switch (field(OF_ITEM)) {
                case "name" -> name = text;
                case "nice_name" -> title = text.isBlank() ? null : text;
                default -> {}
            }
        }
    }

    @Override
    @Nullable
    SiteFacts end() {
        return name.isEmpty() ? null : new SiteFacts(name, title);
    }
}
