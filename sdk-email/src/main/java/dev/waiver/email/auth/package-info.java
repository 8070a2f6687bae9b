/** Credentials of the e-mail service. */
@NullMarked
package dev.waiver.email.auth;

import org.jspecify.annotations.NullMarked;
