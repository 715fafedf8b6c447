@NullMarked
package dev.tidemark.cli.log;

import org.jspecify.annotations.NullMarked;
