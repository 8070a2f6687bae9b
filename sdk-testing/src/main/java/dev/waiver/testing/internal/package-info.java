/**
 * What the simulators are built from: a small HTTP/1.1 server that can misbehave, routing, and JSON that keeps what it
 * reads.
 */
@NullMarked
package dev.waiver.testing.internal;

import org.jspecify.annotations.NullMarked;
