/// The options that set settings, shared by every command that reads them.
@NullMarked
package dev.tidemark.cli.settings;

import org.jspecify.annotations.NullMarked;
