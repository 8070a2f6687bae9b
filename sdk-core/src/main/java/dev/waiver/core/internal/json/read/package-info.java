/** Lenient reading: deserializers for the shapes that services send. */
@NullMarked
package dev.waiver.core.internal.json.read;

import org.jspecify.annotations.NullMarked;
