/** Access tokens: single flight, early renewal, compare-and-set invalidation. */
@NullMarked
package dev.waiver.core.internal.auth;

import org.jspecify.annotations.NullMarked;
