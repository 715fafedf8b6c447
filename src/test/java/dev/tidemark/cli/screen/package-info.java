@NullMarked
package dev.tidemark.cli.screen;

import org.jspecify.annotations.NullMarked;
