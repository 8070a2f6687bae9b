/** Lenient reading: deserializers for the shapes that services send. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.json.read;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
