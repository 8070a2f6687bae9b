/** The parts from which a vendor module builds its client. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.client;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
