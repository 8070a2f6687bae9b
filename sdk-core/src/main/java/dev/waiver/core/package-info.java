/** The shape of every operation: a call that is described first and sent when executed. */
@NullMarked
@CheckReturnValue
package dev.waiver.core;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
