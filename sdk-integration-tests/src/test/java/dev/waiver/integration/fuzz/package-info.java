@NullMarked
package dev.waiver.integration.fuzz;

import org.jspecify.annotations.NullMarked;
