/** Envelope, sign-in, and the work behind each verb; not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.email.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
