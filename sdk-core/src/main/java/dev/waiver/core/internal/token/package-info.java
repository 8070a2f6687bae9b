/** Tokens: single flight, early renewal, compare-and-set invalidation. */
@NullMarked
package dev.waiver.core.internal.token;

import org.jspecify.annotations.NullMarked;
