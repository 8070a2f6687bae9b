/** The parts from which a vendor module builds its client. */
@NullMarked
package dev.waiver.core.internal.client;

import org.jspecify.annotations.NullMarked;
