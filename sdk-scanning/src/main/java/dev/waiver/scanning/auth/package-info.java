/** Credentials of the CG Scanning API. */
@NullMarked
package dev.waiver.scanning.auth;

import org.jspecify.annotations.NullMarked;
