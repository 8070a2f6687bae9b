/** API interfaces: Retrofit parses their annotations, everything else is ours. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.retrofit;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
