/**
 * Stateful HTTP simulators of the vendors' services, with a log of recorded requests, injectable faults, and a clock
 * that tests control.
 */
@NullMarked
package dev.waiver.testing;

import org.jspecify.annotations.NullMarked;
