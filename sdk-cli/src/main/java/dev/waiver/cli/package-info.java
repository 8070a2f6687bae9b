/** A command line for all three vendors. */
@NullMarked
package dev.waiver.cli;

import org.jspecify.annotations.NullMarked;
