/** The programs that the package pages of the Javadoc show. */
@NullMarked
package dev.waiver.integration.programs;

import org.jspecify.annotations.NullMarked;
