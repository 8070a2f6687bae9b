package dev.waiver.core;

/**
 * An exception rule of any vendor, as far as the vendors' rules have something in common: the id that the service
 * assigns. The vendor's own type has everything else.
 */
public interface ExceptionRule {
    /** Returns whether the rule has an id, which it has if it was read from the service. */
    boolean hasId();

    /**
     * Returns the id of a rule that was read from the service.
     *
     * @throws IllegalStateException if the rule has none; {@code create} returns the new rule with its id
     */
    String id();
}
