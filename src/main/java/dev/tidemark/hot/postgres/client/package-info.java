/// Connections, what their failures mean, and the schema's migrations.
@NullMarked
package dev.tidemark.hot.postgres.client;

import org.jspecify.annotations.NullMarked;
