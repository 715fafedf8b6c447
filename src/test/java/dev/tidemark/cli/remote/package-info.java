@NullMarked
package dev.tidemark.cli.remote;

import org.jspecify.annotations.NullMarked;
