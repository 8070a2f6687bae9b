/**
 * The API that all clients share: calls, their options and responses, paging, transport and settings. Calls are lazy:
 * nothing is sent until they are executed.
 */
@NullMarked
@CheckReturnValue
package dev.waiver.core;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
