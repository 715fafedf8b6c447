package dev.tidemark.http.problem;

/// Carries a [Problem] to the one place that answers it. Has no stack trace: it is about the request, not the code.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
