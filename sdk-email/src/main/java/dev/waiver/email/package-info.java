/** A client for the exceptions API of Check Point Harmony Email &amp; Collaboration. */
@NullMarked
@CheckReturnValue
package dev.waiver.email;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
