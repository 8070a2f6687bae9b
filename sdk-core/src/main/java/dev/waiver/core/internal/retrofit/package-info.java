/** API interfaces: Retrofit parses their annotations, the SDK does everything else. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.retrofit;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
