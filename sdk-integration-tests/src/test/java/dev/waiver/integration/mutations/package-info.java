@NullMarked
package dev.waiver.integration.mutations;

import org.jspecify.annotations.NullMarked;
