/** Ways to sign in to the detection service. */
@NullMarked
package dev.waiver.detection.auth;

import org.jspecify.annotations.NullMarked;
