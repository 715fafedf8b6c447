package dev.tidemark.config;

import java.util.List;

/// What came of reading the configuration.
public sealed interface Loading {

    /// All is well.
    ///
    /// @param values every key, in the order of the shipped file
    /// @param notices what a person may want to know, such as an overlay that is not there
    record Loaded(Settings settings, List<Effective> values, List<String> notices) implements Loading {

        public Loaded {
            values = List.copyOf(values);
            notices = List.copyOf(notices);
        }
    }

    /// Nothing may start: all faults of all places at once, at least one.
    record Refused(List<Fault> faults) implements Loading {

        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /// One key as it is in force.
    ///
    /// @param text as a person would write it, secrets masked
    /// @param isDefault whether no one has set it
    record Effective(String path, String text, Origin origin, boolean isDefault) {}
}
