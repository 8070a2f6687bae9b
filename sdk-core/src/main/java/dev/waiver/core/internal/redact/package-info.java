/** Removes credentials from what errors, logs and responses show. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.redact;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
