@NullMarked
package dev.waiver.integration.trust;

import org.jspecify.annotations.NullMarked;
