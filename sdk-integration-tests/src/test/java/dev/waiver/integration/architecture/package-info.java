@NullMarked
package dev.waiver.integration.architecture;

import org.jspecify.annotations.NullMarked;
