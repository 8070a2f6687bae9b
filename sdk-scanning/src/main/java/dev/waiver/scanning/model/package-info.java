/** Immutable rules and findings of the CG Scanning API. */
@NullMarked
package dev.waiver.scanning.model;

import org.jspecify.annotations.NullMarked;
