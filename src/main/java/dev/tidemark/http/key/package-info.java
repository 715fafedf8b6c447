/// API keys by HTTP: list, make, revoke; for admins alone.
///
/// All of it goes through [dev.tidemark.access.KeyRing], not around it to the store, so that a key made or revoked here
/// counts from the next request on.
@NullMarked
package dev.tidemark.http.key;

import org.jspecify.annotations.NullMarked;
