/// Errors as `application/problem+json` (RFC 9457).
///
/// A handler fails its routing context with whatever went wrong; [dev.tidemark.http.problem.ProblemMapping] is the one
/// place that makes a [dev.tidemark.http.problem.Problem] of it, and [dev.tidemark.http.problem.AnswerProblemHandler]
/// the one that sends it.
@NullMarked
package dev.tidemark.http.problem;

import org.jspecify.annotations.NullMarked;
