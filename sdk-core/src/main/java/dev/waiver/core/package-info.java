/** The shape of every operation: a call that is described first and sent when executed. */
@NullMarked
package dev.waiver.core;

import org.jspecify.annotations.NullMarked;
