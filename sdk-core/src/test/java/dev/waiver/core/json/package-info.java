@NullMarked
package dev.waiver.core.json;

import org.jspecify.annotations.NullMarked;
