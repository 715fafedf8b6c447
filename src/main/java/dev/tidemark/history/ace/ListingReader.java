package dev.tidemark.history.ace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `{"items":[…],"page","pages","per_page","total"}`.
abstract class ListingReader<T> extends TokenReader<Listing<T>> {

    static final int OF_ITEM = 3;

    private static final int LONGEST_TEXT = 1_024;

    private final List<T> items = new ArrayList<>();
    private boolean hasItems;
    private int pages;

    @Override
    final void opened(int atDepth) {
        if (atDepth == 2 && isItems()) {
            hasItems = true;
        } else if (atDepth == OF_ITEM && isItems()) {
            begin();
        }
    }

    @Override
    final void scalar(JsonToken token, JsonParser at) throws IOException {
        if (depth() == 1 && field(1).equals("pages") && token == JsonToken.VALUE_NUMBER_INT) {
            pages = at.getValueAsInt();
        } else if (depth() >= OF_ITEM && isItems() && token != JsonToken.VALUE_NULL) {
            String text = at.getText();
            field(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        }
    }

    @Override
    final void closed(int atDepth) {
        if (atDepth == OF_ITEM && isItems()) {
            T item = end();
            if (item != null) {
                items.add(item);
            }
        }
    }

    @Override
    final Listing<T> result() throws IOException {
        if (!hasItems) {
            throw new IOException("Expected items, was an object without");
        }
        return new Listing<>(items, pages);
    }

    /// An item begins.
    abstract void begin();

    /// A value of the item, at [#depth] and [#field].
    abstract void field(String text);

    /// The item, which is over; null where it is none.
    abstract @Nullable T end();

    private boolean isItems() {
        return field(1).equals("items");
    }
}
