/** A small HTTP/1.1 server that injects faults on demand. */
@NullMarked
package dev.waiver.testing.internal.http;

import org.jspecify.annotations.NullMarked;
