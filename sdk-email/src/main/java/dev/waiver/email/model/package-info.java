/** Rules, lists and match modes of the email service. */
@NullMarked
package dev.waiver.email.model;

import org.jspecify.annotations.NullMarked;
