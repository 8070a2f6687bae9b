@NullMarked
package dev.waiver.integration.readme;

import org.jspecify.annotations.NullMarked;
