/** A command line for all three vendors. */
@NullMarked
package dev.waiver.examples.cli;

import org.jspecify.annotations.NullMarked;
