/// The cold tier: closed days as plain Parquet in the user's own folder or bucket.
///
/// The ports: [dev.tidemark.cold.ObjectStore] keeps immutable objects, [dev.tidemark.cold.ColdFileWriter] and
/// [dev.tidemark.cold.ColdReader] turn rows into files and back, [dev.tidemark.cold.ColdFile] is what the manifest
/// knows of a file.
@NullMarked
package dev.tidemark.cold;

import org.jspecify.annotations.NullMarked;
