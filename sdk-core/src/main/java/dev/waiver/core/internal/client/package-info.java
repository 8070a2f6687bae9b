/** The building blocks of the vendor modules' clients. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.client;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
