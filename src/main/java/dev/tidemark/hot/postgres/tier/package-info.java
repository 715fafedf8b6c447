/// Days on their way out of PostgreSQL: their rows in the order of a cold file, and the manifest of the files that own
/// them.
///
/// Who may write to a day is settled by the day's advisory lock (`tidemark_day_key` in `migrations/0006_cold.sql`):
/// writers share it for a transaction, whoever seals, counts the late rows or drops has it alone.
@NullMarked
package dev.tidemark.hot.postgres.tier;

import org.jspecify.annotations.NullMarked;
