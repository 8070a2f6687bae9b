/** The documents of the detection service, as immutable values. */
@NullMarked
package dev.waiver.detection.model;

import org.jspecify.annotations.NullMarked;
