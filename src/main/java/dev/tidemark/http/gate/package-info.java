/// What stands before every endpoint: whose request it is, whether they may, and not too often.
///
/// Bound to loopback and without any key, everything is open, but only to programs of this machine: a page of another
/// origin in somebody's browser, or a name that merely points here, is refused. Bound elsewhere, or once there is a
/// key, a key is needed. Health answers need none.
@NullMarked
package dev.tidemark.http.gate;

import org.jspecify.annotations.NullMarked;
