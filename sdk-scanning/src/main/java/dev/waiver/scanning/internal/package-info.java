/** How the CG Scanning API is spoken to. Not exported. */
@NullMarked
package dev.waiver.scanning.internal;

import org.jspecify.annotations.NullMarked;
