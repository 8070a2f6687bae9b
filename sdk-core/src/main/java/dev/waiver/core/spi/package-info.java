/** For authors of vendor modules: how a service is described to the call engine. Users of a client do not need it. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.spi;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
