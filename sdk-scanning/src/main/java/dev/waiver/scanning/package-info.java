/** A client for the exceptions of the CG Scanning API v2. Start with {@link dev.waiver.scanning.ScanningClient}. */
@NullMarked
@CheckReturnValue
package dev.waiver.scanning;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
