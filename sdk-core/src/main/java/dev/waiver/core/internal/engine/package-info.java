/** The call engine: a state machine without I/O, and its two drivers. */
@NullMarked
package dev.waiver.core.internal.engine;

import org.jspecify.annotations.NullMarked;
