/** Tests of the detection module against a simulator. */
@NullMarked
package dev.waiver.detection;

import org.jspecify.annotations.NullMarked;
