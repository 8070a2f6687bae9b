/** Envelope, sign-in, paging and comparison of the detection service; not exported. */
@NullMarked
package dev.waiver.detection.internal;

import org.jspecify.annotations.NullMarked;
