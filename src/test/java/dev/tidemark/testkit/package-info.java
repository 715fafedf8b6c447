/// What several test suites share: real servers over loopback, processes to kill, fakes that behave or misbehave.
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
