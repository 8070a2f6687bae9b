/** Tests without a socket. */
@NullMarked
package dev.waiver.email.internal;

import org.jspecify.annotations.NullMarked;
