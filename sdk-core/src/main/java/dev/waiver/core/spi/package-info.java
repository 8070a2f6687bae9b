/** For authors of vendor modules: how a service is described to the call engine. Users of a client do not need it. */
@NullMarked
package dev.waiver.core.spi;

import org.jspecify.annotations.NullMarked;
