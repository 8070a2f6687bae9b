@NullMarked
package dev.waiver.integration.http2;

import org.jspecify.annotations.NullMarked;
