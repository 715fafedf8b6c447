package dev.tidemark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what a misspelt name was meant to be, by the number of edits (Levenshtein).
final class Nearest {

    private Nearest() {}

    /// The known name that is at most a third of its letters away, the nearest first.
    static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .map(candidate -> new Candidate(candidate, distance(folded(name), folded(candidate))))
                .filter(candidate -> candidate.edits <= Math.max(2, candidate.name.length() / 3))
                .min(Comparator.comparingInt(Candidate::edits))
                .map(Candidate::name)
                .or(() -> sameEnding(name, known));
    }

    private record Candidate(String name, int edits) {}

    /// The right key in the wrong section.
    private static Optional<String> sameEnding(String name, Collection<String> known) {
        String leaf = folded(name.substring(name.lastIndexOf('.') + 1));
        return known.stream()
                .filter(candidate -> folded(candidate.substring(candidate.lastIndexOf('.') + 1))
                        .equals(leaf))
                .findFirst();
    }

    private static String folded(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int edit = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(edit, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
