package dev.tidemark.market;

import java.util.Comparator;

/// The order of names everywhere: by code point, which is the order of their UTF-8 bytes, of Parquet's statistics and
/// of PostgreSQL's collation "C". [String#compareTo] differs from it for characters beyond U+FFFF.
public final class NameOrder implements Comparator<String> {

    public static final NameOrder INSTANCE = new NameOrder();

    private NameOrder() {}

    @Override
    public int compare(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean isBeyond = Character.isSurrogate(x) != Character.isSurrogate(y);
                return isBeyond ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
