package dev.tidemark.cli;

/// What `doctor` has to say about one thing.
///
/// @param subject as in `data folder`
/// @param sentence what it is like
/// @param remedy how to mend it; empty where nothing needs to be done
record Finding(Verdict verdict, String subject, String sentence, String remedy) {

    enum Verdict {
        OK,
        WARNING,
        FAULT
    }

    static Finding ok(String subject, String sentence) {
        return new Finding(Verdict.OK, subject, sentence, "");
    }

    static Finding warning(String subject, String sentence, String remedy) {
        return new Finding(Verdict.WARNING, subject, sentence, remedy);
    }

    static Finding fault(String subject, String sentence, String remedy) {
        return new Finding(Verdict.FAULT, subject, sentence, remedy);
    }
}
