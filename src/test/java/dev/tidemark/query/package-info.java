/// Queries over fakes of hot and cold, against an oracle that looks at every row.
@NullMarked
package dev.tidemark.query;

import org.jspecify.annotations.NullMarked;
