/**
 * The simulators, their log of received requests, the faults they can be told to commit, and a clock that tests move by
 * hand.
 */
@NullMarked
package dev.waiver.testing;

import org.jspecify.annotations.NullMarked;
