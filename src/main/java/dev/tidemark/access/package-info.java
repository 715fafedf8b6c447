/// Who may do what: API keys, their scopes, and how often one caller may ask.
///
/// [dev.tidemark.access.ApiKeys] is the port behind which keys are stored; [dev.tidemark.access.KeyRing] puts the
/// keys of the environment in front of it and remembers answers for a while, so that a request with a known key needs
/// no database; [dev.tidemark.access.RateLimit] is a token bucket for each caller. Nothing here knows HTTP.
@NullMarked
package dev.tidemark.access;

import org.jspecify.annotations.NullMarked;
