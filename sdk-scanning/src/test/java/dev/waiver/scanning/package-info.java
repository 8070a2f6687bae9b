/** Tests of the scanning client over real sockets, against the simulated service. */
@NullMarked
package dev.waiver.scanning;

import org.jspecify.annotations.NullMarked;
