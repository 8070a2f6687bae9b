/** Protocol, authentication, paging and comparison for the detection service; not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.detection.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
