/** Tests without a socket. */
@NullMarked
package dev.waiver.email.model;

import org.jspecify.annotations.NullMarked;
