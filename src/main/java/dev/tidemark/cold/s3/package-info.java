/// The object store in a bucket that speaks the S3 API: AWS, R2, or a server of one's own.
@NullMarked
package dev.tidemark.cold.s3;

import org.jspecify.annotations.NullMarked;
