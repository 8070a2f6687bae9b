/** The exceptions of the CG Scanning API v2: start at {@link dev.waiver.scanning.ScanningClient}. */
@NullMarked
package dev.waiver.scanning;

import org.jspecify.annotations.NullMarked;
