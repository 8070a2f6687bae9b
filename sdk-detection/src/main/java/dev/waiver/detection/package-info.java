/** A client for the detection exceptions API, and its operations. */
@NullMarked
@CheckReturnValue
package dev.waiver.detection;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
