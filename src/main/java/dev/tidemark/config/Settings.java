package dev.tidemark.config;

import dev.tidemark.cold.ColdConfig;
import dev.tidemark.cold.archive.ArchiveConfig;
import dev.tidemark.cold.compact.CompactConfig;
import dev.tidemark.cold.part.PartConfig;
import dev.tidemark.exchange.ExchangeConfig;
import dev.tidemark.forward.ForwardConfig;
import dev.tidemark.history.BuildingsConfig;
import dev.tidemark.history.backfill.BackfillConfig;
import dev.tidemark.hot.HotConfig;
import dev.tidemark.hot.postgres.PostgresConfig;
import dev.tidemark.http.HttpConfig;
import dev.tidemark.journal.BatchConfig;
import dev.tidemark.journal.JournalConfig;
import dev.tidemark.market.Dataset;
import dev.tidemark.query.QueryConfig;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that can be set.
///
/// @param environment name of the overlay file `tidemark.{environment}.yaml`; null for none
/// @param workerId who collects, as stored with each tick; null stands for `worker-{source}`
/// @param data folder of the journal and the embedded database
/// @param log what is logged, and how
/// @param batch one for each dataset
/// @param exchanges by source, in the order of the file
/// @param keys keys given by the environment
public record Settings(
        @Nullable String environment,
        @Nullable String workerId,
        Path data,
        LogConfig log,
        HttpConfig http,
        PostgresConfig postgres,
        JournalConfig journal,
        Map<Dataset, BatchConfig> batch,
        HotConfig hot,
        ColdConfig cold,
        ArchiveConfig archive,
        PartConfig parts,
        CompactConfig compact,
        BackfillConfig backfill,
        QueryConfig query,
        Map<String, ExchangeConfig> exchanges,
        ForwardConfig forward,
        BuildingsConfig buildings,
        KeyConfig keys) {

    public Settings {
        batch = Collections.unmodifiableMap(new LinkedHashMap<>(batch));
        exchanges = Collections.unmodifiableMap(new LinkedHashMap<>(exchanges));
    }

    /// What is logged, and how.
    ///
    /// @param level `debug`, `info`, `warn` or `error`
    /// @param format `json`, `text`, or `auto`: text in a terminal, JSON elsewhere
    public record LogConfig(String level, String format) {}

    /// Keys given by the environment, beside those in the database.
    ///
    /// @param ingest `API_KEY`, may ingest; null for none
    /// @param admin `BACKFILL_API_KEY`, may do everything; null for none
    public record KeyConfig(
            @Nullable String ingest, @Nullable String admin) {}
}
