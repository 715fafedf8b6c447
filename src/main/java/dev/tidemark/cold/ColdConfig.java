package dev.tidemark.cold;

import dev.tidemark.cold.parquet.Compression;
import dev.tidemark.cold.s3.S3Config;
import org.jspecify.annotations.Nullable;

/// Where the lake is.
///
/// @param url `file:PATH` or `s3://BUCKET`; null is the bucket of `s3` where there are credentials, else the folder
/// `lake` below the data folder
/// @param copyUrl where copies of all objects go, as `url`; null for nowhere
/// @param copyS3 how to speak to the bucket of `copyUrl`
/// @param compression of files that are written from now on
public record ColdConfig(
        @Nullable String url, S3Config s3, @Nullable String copyUrl, S3Config copyS3, Compression compression) {

    public static final ColdConfig DEFAULT =
            new ColdConfig(null, S3Config.DEFAULT, null, S3Config.DEFAULT, Compression.ZSTD);
}
