/** Detection exceptions: the client and what can be done with it. */
@NullMarked
package dev.waiver.detection;

import org.jspecify.annotations.NullMarked;
