/** Checks of user input. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.check;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
