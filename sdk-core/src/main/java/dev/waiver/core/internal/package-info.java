/** What the SDK needs of its surroundings. */
@NullMarked
package dev.waiver.core.internal;

import org.jspecify.annotations.NullMarked;
