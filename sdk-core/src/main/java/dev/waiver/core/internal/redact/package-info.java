/** Removes credentials from what errors, logs and responses show. */
@NullMarked
package dev.waiver.core.internal.redact;

import org.jspecify.annotations.NullMarked;
