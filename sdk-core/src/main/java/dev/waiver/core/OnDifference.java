package dev.waiver.core;

/** What {@code ensure} does when a rule that matches the same does something else. */
public enum OnDifference {
    /** Fails with {@link dev.waiver.core.error.ExistingRuleDiffersException}; nothing is changed. The default. */
    FAIL,
    /** Replaces the rule that is there. */
    REPLACE,
    /** Leaves the rule that is there as it is and reports it. */
    KEEP
}
