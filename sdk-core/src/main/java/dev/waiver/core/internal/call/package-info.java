/** How calls are composed; one execution's context. */
@NullMarked
package dev.waiver.core.internal.call;

import org.jspecify.annotations.NullMarked;
