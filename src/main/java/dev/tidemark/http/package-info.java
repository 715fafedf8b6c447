/// HTTP: one handler an endpoint, problems as `application/problem+json`, keys and their scopes.
///
/// Start with [dev.tidemark.http.Routes], which has every endpoint with its scope in one list. `gate` stands before
/// them, `problem` answers what fails, `wire` reads and writes; `ingest`, `feed`, `deadletter`, `key` and `operate`
/// hold the handlers. What exists is described in `openapi/*.json`, served as `/openapi.json` and tested against the
/// server.
@NullMarked
package dev.tidemark.http;

import org.jspecify.annotations.NullMarked;
