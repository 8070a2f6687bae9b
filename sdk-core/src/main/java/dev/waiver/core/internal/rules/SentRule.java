/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule that is sent, and what is known of it so far. */
final class SentRule<R> {
    private enum State {
        UNSENT,
        ACKNOWLEDGED,
        LOST,
        /** Its response was lost, and lookups did not show it. */
        GIVEN_UP
    }

    private final R rule;
    private State state = State.UNSENT;
    private boolean existed;
    private @Nullable R found;
    private String requestId = "";
    private List<String> candidates = List.of();

    SentRule(R rule) {
        this.rule = rule;
    }

    R rule() {
        return rule;
    }

    /** Records that the service acknowledged the rule. */
    void acknowledged(String id) {
        state = State.ACKNOWLEDGED;
        requestId = id;
    }

    /** Returns the id of the acknowledged request. */
    String requestId() {
        return requestId;
    }

    /** Records that the response was lost, so that the rule may have been created. */
    void lost() {
        state = State.LOST;
    }

    /** Records that the rule, whose response was lost, was looked for in vain. */
    void givenUp() {
        state = State.GIVEN_UP;
    }

    void found(R stored) {
        found = stored;
    }

    Optional<R> found() {
        return Optional.ofNullable(found);
    }

    /** Records that an equal rule was there, so that nothing was created. */
    void existed() {
        existed = true;
    }

    boolean hasExisted() {
        return existed;
    }

    /** Records that the rule is one of these, and which one cannot be told. */
    void ambiguous(List<String> ids) {
        candidates = ids;
    }

    /** Returns the ids of the rules of which it is one; empty if it is not ambiguous. */
    List<String> candidates() {
        return candidates;
    }

    boolean isAcknowledged() {
        return state == State.ACKNOWLEDGED;
    }

    /** Returns whether the rule may have been created and was not found yet. */
    boolean isOpen() {
        return (state == State.ACKNOWLEDGED || state == State.LOST) && found == null && candidates.isEmpty();
    }
}
