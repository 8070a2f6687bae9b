/** The unchecked exceptions that calls fail with, one hierarchy for all vendors. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.error;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
