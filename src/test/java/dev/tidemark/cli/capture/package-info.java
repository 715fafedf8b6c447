@NullMarked
package dev.tidemark.cli.capture;

import org.jspecify.annotations.NullMarked;
