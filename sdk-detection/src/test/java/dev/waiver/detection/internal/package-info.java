/** Tests without a socket. */
@NullMarked
package dev.waiver.detection.internal;

import org.jspecify.annotations.NullMarked;
