/// What a person at a terminal sees: tables, JSON laid out as text, and the one sentence of a failure.
@NullMarked
package dev.tidemark.cli.screen;

import org.jspecify.annotations.NullMarked;
