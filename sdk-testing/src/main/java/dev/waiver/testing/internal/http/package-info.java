/** A small HTTP/1.1 server that misbehaves on demand. */
@NullMarked
package dev.waiver.testing.internal.http;

import org.jspecify.annotations.NullMarked;
