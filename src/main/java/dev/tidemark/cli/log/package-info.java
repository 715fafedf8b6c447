/// What a log line looks like: readable in a terminal, JSON in a container. The only package that imports logback.
@NullMarked
package dev.tidemark.cli.log;

import org.jspecify.annotations.NullMarked;
