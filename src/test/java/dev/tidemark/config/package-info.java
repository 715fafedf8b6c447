/// The settings under test: every key pinned, every fault shown.
@NullMarked
package dev.tidemark.config;

import org.jspecify.annotations.NullMarked;
