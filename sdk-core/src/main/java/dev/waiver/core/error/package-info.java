/** One unchecked error hierarchy for all vendors. */
@NullMarked
package dev.waiver.core.error;

import org.jspecify.annotations.NullMarked;
