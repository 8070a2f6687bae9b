/** Example programs: a quickstart with a walkthrough of each vendor. */
@NullMarked
package dev.waiver.examples;

import org.jspecify.annotations.NullMarked;
