/** One exchange with a service: a state machine without I/O, its two drivers, and one HTTP attempt. */
@NullMarked
package dev.waiver.core.internal.exchange;

import org.jspecify.annotations.NullMarked;
