/** API interfaces: Retrofit parses their annotations, everything else is ours. */
@NullMarked
package dev.waiver.core.internal.retrofit;

import org.jspecify.annotations.NullMarked;
