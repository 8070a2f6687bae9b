/** Annotations for the methods of API interfaces. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.annotation;

import org.jspecify.annotations.NullMarked;
