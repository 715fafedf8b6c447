/// Looking after a running server: status, health, metrics, starting and stopping collectors.
@NullMarked
package dev.tidemark.http.operate;

import org.jspecify.annotations.NullMarked;
