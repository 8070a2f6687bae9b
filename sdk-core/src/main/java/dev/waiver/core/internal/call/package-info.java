/** How calls are composed; one execution's context. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.call;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
