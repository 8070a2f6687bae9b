/** The client for the exceptions of Check Point Harmony Email &amp; Collaboration. */
@NullMarked
package dev.waiver.email;

import org.jspecify.annotations.NullMarked;
