/** How the CG Scanning API is spoken to. Not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.scanning.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
