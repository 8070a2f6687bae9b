/** Example programs: a quickstart, an audit and a ticket workflow. */
@NullMarked
package dev.waiver.examples;

import org.jspecify.annotations.NullMarked;
