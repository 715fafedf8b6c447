/// Fakes that work, or misbehave on purpose; shared by the tests of all packages.
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
