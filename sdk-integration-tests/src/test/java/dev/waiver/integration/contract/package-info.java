@NullMarked
package dev.waiver.integration.contract;

import org.jspecify.annotations.NullMarked;
