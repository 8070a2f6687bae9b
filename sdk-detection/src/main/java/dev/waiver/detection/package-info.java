/** Detection exceptions: the client and what can be done with it. */
@NullMarked
@CheckReturnValue
package dev.waiver.detection;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
