/// HTTP: one handler a endpoint, problems as `application/problem+json`, keys and their scopes.
@NullMarked
package dev.tidemark.http;

import org.jspecify.annotations.NullMarked;
