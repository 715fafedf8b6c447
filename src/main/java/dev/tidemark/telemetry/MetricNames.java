package dev.tidemark.telemetry;

/// Every metric of our own, as it stands in `/metrics`. Prefix `tidemark_`, base units, `_total` on counters, moments
/// as `_timestamp_seconds` (never "time since"), a depth and its capacity as two metrics.
public final class MetricNames {

    /// 1, with the labels `version` and `java`.
    public static final String BUILD = "tidemark_build_info";

    /// 0 down, 1 degraded, 2 healthy, as in `/health`.
    public static final String HEALTH = "tidemark_health_state";

    /// 1 while a collector has a live connection, by `source`.
    public static final String CONNECTION_UP = "tidemark_connection_up";

    /// Connections opened after the first, by `source`.
    public static final String RECONNECTS = "tidemark_connection_reconnects_total";

    /// Messages received, by `source`.
    public static final String MESSAGES_RECEIVED = "tidemark_messages_received_total";

    /// Messages that could not be used, by `source` and `reason` (`malformed`, `unknown`).
    public static final String MESSAGES_REJECTED = "tidemark_messages_rejected_total";

    /// Messages known and not wanted, by `source`.
    public static final String MESSAGES_PASSED_OVER = "tidemark_messages_passed_over_total";

    /// Records handed to the journal, by `source` and `dataset`.
    public static final String RECORDS_COLLECTED = "tidemark_records_collected_total";

    /// Records refused as implausible, by `source` and `reason`.
    public static final String RECORDS_REFUSED = "tidemark_records_refused_total";

    /// Records dropped because another connection had delivered them, by `source`.
    public static final String RECORDS_DUPLICATE = "tidemark_records_duplicate_total";

    /// Jumps of a connection's own counter, by `source`.
    public static final String FRAMES_LOST = "tidemark_frames_lost_total";

    /// When the last record came, by `source`.
    public static final String LAST_RECEIVED = "tidemark_last_received_timestamp_seconds";

    /// Records not yet durable, by `source`.
    public static final String IN_FLIGHT = "tidemark_in_flight_records";

    /// Subscriptions by `source` and `state`.
    public static final String SUBSCRIPTIONS = "tidemark_subscriptions";

    /// Feeds and samples made durable by `POST /internal/ingest` and `POST /timeseries/ingest`.
    public static final String INGEST_ACCEPTED = "tidemark_ingest_feeds_accepted_total";

    /// Ingest requests refused for what they hold.
    public static final String INGEST_REFUSED = "tidemark_ingest_requests_refused_total";

    /// Ingest requests answered from their idempotency key.
    public static final String INGEST_REPLAYED = "tidemark_ingest_requests_replayed_total";

    /// Records accepted and not yet stored, by `stage`.
    public static final String QUEUE_DEPTH = "tidemark_queue_depth";

    /// Records made durable.
    public static final String JOURNAL_RECORDS = "tidemark_journal_records_total";

    /// Group commits.
    public static final String JOURNAL_COMMITS = "tidemark_journal_commits_total";

    /// Frames passed over because their checksum is wrong.
    public static final String JOURNAL_CORRUPT = "tidemark_journal_corrupt_frames_total";

    /// Bytes on disk.
    public static final String JOURNAL_BYTES = "tidemark_journal_bytes";

    /// The bound of [#JOURNAL_BYTES].
    public static final String JOURNAL_CAPACITY = "tidemark_journal_capacity_bytes";

    /// 1 while the journal takes records.
    public static final String JOURNAL_UP = "tidemark_journal_up";

    /// Batches written, by `table`.
    public static final String BATCHES_WRITTEN = "tidemark_batches_written_total";

    /// Rows new in the hot store, by `table`.
    public static final String ROWS_WRITTEN = "tidemark_rows_written_total";

    /// Rows that the hot store already held, by `table`.
    public static final String ROWS_DUPLICATE = "tidemark_rows_duplicate_total";

    /// Rows set aside, by `table`.
    public static final String ROWS_DEAD = "tidemark_rows_dead_total";

    /// Rows new in the hot store whose day had been sealed, by `table`.
    public static final String ROWS_LATE = "tidemark_rows_late_total";

    /// Gaps recorded, by `table`.
    public static final String GAPS = "tidemark_gaps_total";

    /// Rows read from the journal and not yet written, by `table`.
    public static final String ROWS_PENDING = "tidemark_rows_pending";

    /// When the oldest pending row was read, by `table`; 0 for none.
    public static final String OLDEST_PENDING = "tidemark_oldest_pending_timestamp_seconds";

    /// 1 while the database answers.
    public static final String DATABASE_UP = "tidemark_database_up";

    /// Dead letters that wait.
    public static final String DEAD_LETTERS = "tidemark_dlq_rows";

    /// Rows, an estimate, by `table`.
    public static final String HOT_ROWS = "tidemark_hot_rows";

    /// Bytes, by `table`.
    public static final String HOT_BYTES = "tidemark_hot_bytes";

    /// Time of the first row, by `table`.
    public static final String HOT_OLDEST = "tidemark_hot_oldest_timestamp_seconds";

    /// Time of the last row, by `table`.
    public static final String HOT_NEWEST = "tidemark_hot_newest_timestamp_seconds";

    /// Series, by `table`.
    public static final String HOT_SERIES = "tidemark_hot_series";

    /// Runs of the archiver that ended, by `state` (`completed`, `failed`).
    public static final String ARCHIVE_RUNS = "tidemark_archive_runs_total";

    /// 1 while the archiver is at work.
    public static final String ARCHIVE_RUNNING = "tidemark_archive_running";

    /// Days that the archiver did, by `outcome` (`published`, `failed`).
    public static final String ARCHIVE_DAYS = "tidemark_archive_days_total";

    /// Rows of the days that cold came to own.
    public static final String ARCHIVE_ROWS = "tidemark_archive_rows_total";

    /// Bytes of their files.
    public static final String ARCHIVE_BYTES = "tidemark_archive_bytes_total";

    /// When the last run of the archiver ended; absent before the first.
    public static final String ARCHIVE_LAST = "tidemark_archive_last_run_timestamp_seconds";

    /// When the next run of the archiver is due; absent until it is known.
    public static final String ARCHIVE_NEXT = "tidemark_archive_next_run_timestamp_seconds";

    /// Parts of young days, by `outcome` (`written`, `replaced`).
    public static final String PARTS = "tidemark_parts_total";

    /// Rows in the parts that were written.
    public static final String PART_ROWS = "tidemark_part_rows_total";

    /// Bytes of the parts that were written.
    public static final String PART_BYTES = "tidemark_part_bytes_total";

    /// 1 unless the last round of the lake writer failed.
    public static final String PARTS_UP = "tidemark_parts_up";

    /// When the last good round of the lake writer ended; absent before the first.
    public static final String PARTS_LAST = "tidemark_parts_last_round_timestamp_seconds";

    /// Copies of objects in a second store, by `outcome` (`copied`, `removed`, `failed`).
    public static final String COPIES = "tidemark_lake_copies_total";

    /// Bytes of the copies that were made.
    public static final String COPY_BYTES = "tidemark_lake_copy_bytes_total";

    /// Live files that have no copy yet.
    public static final String COPIES_WAITING = "tidemark_lake_copies_waiting";

    /// 1 unless the last round of copying failed.
    public static final String COPIES_UP = "tidemark_lake_copies_up";

    /// When the last good round of copying ended; absent before the first.
    public static final String COPIES_LAST = "tidemark_lake_copies_last_round_timestamp_seconds";

    /// 1 while a job of this `kind` is at work on the lake.
    public static final String LAKE_JOB_RUNNING = "tidemark_lake_job_running";

    /// 1 unless the last job of this `kind` failed; absent before the first.
    public static final String LAKE_JOB_UP = "tidemark_lake_job_up";

    /// When the last job of this `kind` ended; absent before the first.
    public static final String LAKE_JOB_LAST = "tidemark_lake_job_last_timestamp_seconds";

    /// What the last job of this `kind` found wrong; absent before the first.
    public static final String LAKE_FAULTS = "tidemark_lake_faults";

    /// Objects that the manifest does not know; absent before the first comparison.
    public static final String LAKE_ORPHANS = "tidemark_lake_orphans";

    /// Files of the manifest whose object is not there; absent before the first comparison.
    public static final String LAKE_MISSING = "tidemark_lake_missing";

    /// Requests to the object store of the lake, by `op` and `outcome`.
    public static final String OBJECT_STORE_REQUESTS = "tidemark_object_store_requests_total";

    /// Bytes of objects sent or received, by `op`.
    public static final String OBJECT_STORE_BYTES = "tidemark_object_store_bytes_total";

    /// Requests for parts of cold files, by queries and by all others who read their rows.
    public static final String COLD_READS = "tidemark_cold_reads_total";

    /// Bytes that were asked for with them.
    public static final String COLD_READ_BYTES = "tidemark_cold_read_bytes_total";

    /// Ticks sent on to another Tidemark, by `outcome` (`accepted`, `refused`).
    public static final String FORWARDED = "tidemark_forward_records_total";

    /// 1 while the other Tidemark answers, 0 while requests to it are repeated.
    public static final String FORWARD_UP = "tidemark_forward_up";

    /// Samples of buildings made durable by the sync, by `site`.
    public static final String SYNC_SAMPLES = "tidemark_sync_samples_total";

    /// Readings that the sync dropped, by `site`.
    public static final String SYNC_DROPPED = "tidemark_sync_samples_dropped_total";

    /// Runs of the sync, by `site` and `outcome` (`completed`, `failed`, `skipped`).
    public static final String SYNC_RUNS = "tidemark_sync_runs_total";

    /// Time of the newest sample that the sync has read, by `site`; absent before the first.
    public static final String SYNC_NEWEST = "tidemark_sync_newest_timestamp_seconds";

    /// Days of sites that the backfill did, by `outcome` (`file`, `hot`, `skipped`, `empty`, `failed`).
    public static final String BACKFILL_DAYS = "tidemark_backfill_days_total";

    /// Samples of those days, each once.
    public static final String BACKFILL_RECORDS = "tidemark_backfill_records_total";

    /// 1 while a backfill is in progress, in whatever process.
    public static final String BACKFILL_RUNNING = "tidemark_backfill_running";

    /// Days that lacked samples when holes were last looked for; absent before the first time.
    public static final String BACKFILL_HOLES = "tidemark_backfill_holes";

    private MetricNames() {}
}
