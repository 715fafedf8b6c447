package dev.tidemark.market;

/// The aggressor of a trade: who took liquidity. Venues that name the maker are flipped by their adapter.
public enum Side {
    UNKNOWN(0),
    BUY(1),
    SELL(2);

    private static final Side[] BY_CODE = values();

    private final byte code;

    Side(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /// The other side; [#UNKNOWN] stays unknown.
    public Side flipped() {
        return switch (this) {
            case UNKNOWN -> UNKNOWN;
            case BUY -> SELL;
            case SELL -> BUY;
        };
    }

    /// Returns the side with this code, or throws [IllegalArgumentException].
    public static Side ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("Expected a side code of 0 to 2, was " + code);
        }
        return BY_CODE[code];
    }
}
