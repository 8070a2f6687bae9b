/** The detection module against the wire. */
@NullMarked
package dev.waiver.detection;

import org.jspecify.annotations.NullMarked;
