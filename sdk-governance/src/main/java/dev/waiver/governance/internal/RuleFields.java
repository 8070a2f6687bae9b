/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.governance.Target;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a vendor's rule in the words of a register: how a target becomes rules, through the vendor's builders.
 * An implementation is loaded only if the vendor's module is present.
 *
 * @param <T> the vendor's target
 * @param <R> the vendor's rule
 */
public interface RuleFields<T extends Target, R> {
    /** A receiver of what is wrong with a target. */
    interface Receiver {
        /**
         * Receives a problem.
         *
         * @param path the path of the member below the target, such as {@code rule.senderDomain}
         * @param message what is wrong and what to do
         */
        void problem(String path, String message);
    }

    /**
     * Returns the rules of a target. Their order is part of what identifies them and never changes.
     *
     * @param target the target
     * @param text the free text of the rules
     * @param receiver receives what is wrong
     * @return the rules; empty if something is wrong
     */
    List<R> rules(T target, Optional<String> text, Receiver receiver);
}
