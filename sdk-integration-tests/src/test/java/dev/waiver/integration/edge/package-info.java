/** Tests of what may leave a call, whatever is thrown below it and whenever it is closed. */
@NullMarked
package dev.waiver.integration.edge;

import org.jspecify.annotations.NullMarked;
