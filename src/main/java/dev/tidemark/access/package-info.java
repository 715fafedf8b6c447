/// Who may do what: API keys and their scopes.
@NullMarked
package dev.tidemark.access;

import org.jspecify.annotations.NullMarked;
