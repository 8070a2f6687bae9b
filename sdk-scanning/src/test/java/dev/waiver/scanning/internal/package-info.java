/** Tests without a socket. */
@NullMarked
package dev.waiver.scanning.internal;

import org.jspecify.annotations.NullMarked;
