/// What was before: samples of buildings that are fetched rather than heard.
@NullMarked
package dev.tidemark.history;

import org.jspecify.annotations.NullMarked;
