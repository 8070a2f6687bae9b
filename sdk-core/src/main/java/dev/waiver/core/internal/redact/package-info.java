/** Redaction of credentials in errors, logs and responses. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.redact;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
