/** Rules and findings of the CG Scanning API, as immutable values. */
@NullMarked
package dev.waiver.scanning.model;

import org.jspecify.annotations.NullMarked;
