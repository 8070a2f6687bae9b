/** Edits that rewrite only what changed, and comparisons of models. */
@NullMarked
package dev.waiver.core.internal.json.edit;

import org.jspecify.annotations.NullMarked;
