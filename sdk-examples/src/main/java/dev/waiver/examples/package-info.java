/** Programs that a newcomer runs first. */
@NullMarked
package dev.waiver.examples;

import org.jspecify.annotations.NullMarked;
