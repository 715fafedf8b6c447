/// The command line: one entry, one class a command.
///
/// Start with [dev.tidemark.cli.Main]. What speaks to a running server is in `remote`, how logs look in `log`. The only
/// package that may write to the standard streams and end the process.
@NullMarked
package dev.tidemark.cli;

import org.jspecify.annotations.NullMarked;
