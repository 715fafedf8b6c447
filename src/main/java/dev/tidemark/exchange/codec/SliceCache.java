package dev.tidemark.exchange.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds what a short text stands for without making a string of it each time: the few symbols and message types of a
/// connection come millions of times.
///
/// Bounded: once it is full, new texts are looked up each time. Null answers are not kept.
///
/// @param <T> what a text stands for
public final class SliceCache<T extends @Nullable Object> {

    private static final int SLOTS = 2048;
    private static final int MAX_ENTRIES = SLOTS / 2;

    /// Longer texts are cut to one more than this, which no reader takes for a name.
    private static final int MAX_LENGTH = 64;

    private final Function<String, T> lookup;
    private final @Nullable String[] keys = new String[SLOTS];
    private final List<T> answers = new ArrayList<>();
    private final short[] slotToAnswer = new short[SLOTS];

    /// @param lookup the answer for a text; a pure function
    public SliceCache(Function<String, T> lookup) {
        this.lookup = lookup;
    }

    /// What these characters stand for.
    public T find(char[] text, int offset, int length) {
        if (length > MAX_LENGTH) {
            return lookup.apply(new String(text, offset, MAX_LENGTH + 1));
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text[offset + i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (isSame(key, text, offset, length)) {
                return answers.get(slotToAnswer[slot]);
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return learn(slot, new String(text, offset, length));
    }

    private T learn(int slot, String text) {
        T answer = lookup.apply(text);
        if (answer != null && answers.size() < MAX_ENTRIES) {
            keys[slot] = text;
            slotToAnswer[slot] = (short) answers.size();
            answers.add(answer);
        }
        return answer;
    }

    private static boolean isSame(String key, char[] text, int offset, int length) {
        if (key.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (key.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
