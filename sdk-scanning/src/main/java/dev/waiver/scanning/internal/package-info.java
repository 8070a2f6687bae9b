/** The protocol of the CG Scanning API. Not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.scanning.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
