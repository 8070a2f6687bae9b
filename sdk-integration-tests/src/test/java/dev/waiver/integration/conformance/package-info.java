@NullMarked
package dev.waiver.integration.conformance;

import org.jspecify.annotations.NullMarked;
