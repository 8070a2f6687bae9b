@NullMarked
package dev.waiver.integration.time;

import org.jspecify.annotations.NullMarked;
