/// Tests of the code as a whole: its shape ([ArchitectureTest]) and its tidiness ([TidyTest]).
@NullMarked
package dev.tidemark;

import org.jspecify.annotations.NullMarked;
