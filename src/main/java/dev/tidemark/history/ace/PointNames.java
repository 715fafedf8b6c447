package dev.tidemark.history.ace;

import dev.tidemark.market.Dataset;
import dev.tidemark.market.Series;
import org.jspecify.annotations.Nullable;

/// The series of a site's points, found by the characters of a name without making a string of it each time. Not
/// thread-safe.
final class PointNames {

    private static final int MOST = 1 << 20;

    private final String site;
    private @Nullable Series[] slots = new Series[1 << 10];
    private int size;

    PointNames(String site) {
        this.site = site;
    }

    /// The series of the point with this name, which is 1 to [Series#MAX_NAME_LENGTH] characters.
    Series find(char[] text, int offset, int length) {
        int slot = slot(hash(text, offset, length));
        for (Series series = slots[slot]; series != null; series = slots[slot]) {
            if (isSame(series.symbol(), text, offset, length)) {
                return series;
            }
            slot = slot + 1 & slots.length - 1;
        }
        var made = new Series(Dataset.SAMPLES, site, new String(text, offset, length));
        if (size < MOST) {
            slots[slot] = made;
            size++;
            grow();
        }
        return made;
    }

    private void grow() {
        if (size * 2 < slots.length) {
            return;
        }
        @Nullable Series[] old = slots;
        slots = new Series[old.length * 2];
        for (Series series : old) {
            if (series != null) {
                char[] name = series.symbol().toCharArray();
                int slot = slot(hash(name, 0, name.length));
                while (slots[slot] != null) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = series;
            }
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    private static int hash(char[] text, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text[offset + i];
        }
        return hash;
    }

    private static boolean isSame(String name, char[] text, int offset, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
