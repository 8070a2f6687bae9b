@NullMarked
package dev.waiver.integration.random;

import org.jspecify.annotations.NullMarked;
