/** Tests of the email client over real sockets, against the simulated service. */
@NullMarked
package dev.waiver.email;

import org.jspecify.annotations.NullMarked;
