/** Values of the e-mail service: rules, lists, ways to match. */
@NullMarked
package dev.waiver.email.model;

import org.jspecify.annotations.NullMarked;
