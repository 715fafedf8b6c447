package dev.tidemark.cold.parquet;

/// Keys of a cold file's own metadata: enough to rebuild the manifest from the files alone.
public final class FooterKeys {

    /// Begins every key of ours; a caller's own keys begin otherwise.
    public static final String PREFIX = "tidemark.";

    /// The [Layout#NUMBER].
    public static final String LAYOUT = PREFIX + "layout";

    public static final String DATASET = PREFIX + "dataset";
    public static final String PARTITION = PREFIX + "partition";
    public static final String KIND = PREFIX + "kind";
    public static final String FROM_DAY = PREFIX + "from_day";
    public static final String TO_DAY = PREFIX + "to_day";
    public static final String VERSION = PREFIX + "version";
    public static final String LATE_THROUGH = PREFIX + "late_through";
    public static final String ROWS = PREFIX + "rows";
    public static final String MIN_TIME_US = PREFIX + "min_time_us";
    public static final String MAX_TIME_US = PREFIX + "max_time_us";
    public static final String COMPRESSION = PREFIX + "compression";

    /// SHA-256 of all bytes before the footer.
    public static final String CONTENT_SHA256 = PREFIX + "content_sha256";

    /// The [dev.tidemark.cold.RowDigest] of all rows; older files have none.
    public static final String ROW_DIGEST = PREFIX + "row_digest";

    /// What stands as the writer of the file.
    public static final String CREATED_BY = "tidemark version " + Layout.NUMBER;

    private FooterKeys() {}
}
