/// Commands that speak to a running server over HTTP.
///
/// Each is a thin one: [dev.tidemark.cli.remote.Server] asks and turns what fails into one sentence, the command lays
/// the answer out. With `--json` the answer is printed as it came.
@NullMarked
package dev.tidemark.cli.remote;

import org.jspecify.annotations.NullMarked;
