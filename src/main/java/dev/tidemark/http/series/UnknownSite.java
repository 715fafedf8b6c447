package dev.tidemark.http.series;

import dev.tidemark.http.problem.Problem;
import dev.tidemark.http.problem.ProblemException;
import dev.tidemark.http.problem.ProblemKind;

/// What to say of a site that nobody knows.
final class UnknownSite {

    private UnknownSite() {}

    static ProblemException problem(String site) {
        return Problem.of(ProblemKind.NOT_FOUND, "Expected a site of /sites, was '" + site + "'")
                .asException();
    }
}
