/**
 * JSON without loss: values that keep what they do not know, vocabularies that stay open, times as they were sent, and
 * documents that are edited by rewriting only what changed.
 */
@NullMarked
@CheckReturnValue
package dev.waiver.core.json;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
