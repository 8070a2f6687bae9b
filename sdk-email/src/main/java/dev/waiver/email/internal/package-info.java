/** Envelope, sign-in, and the work behind each verb; not exported. */
@NullMarked
package dev.waiver.email.internal;

import org.jspecify.annotations.NullMarked;
