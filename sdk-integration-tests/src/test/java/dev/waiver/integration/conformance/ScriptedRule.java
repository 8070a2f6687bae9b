/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.core.ExceptionRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule of the scripted service. Its match and its effect are null if the service does not show them. */
record ScriptedRule(
        @Nullable String storedId,
        @Nullable String match,
        @Nullable String effect,
        String text,
        int version,
        boolean active)
        implements ExceptionRule {
    @Override
    public Optional<String> entityId() {
        return Optional.ofNullable(storedId);
    }

    ScriptedRule withEntityId(String value) {
        return new ScriptedRule(value, match, effect, text, version, active);
    }

    ScriptedRule withEffect(@Nullable String value) {
        return new ScriptedRule(storedId, match, value, text, version, active);
    }

    ScriptedRule withText(String value) {
        return new ScriptedRule(storedId, match, effect, value, version, active);
    }

    ScriptedRule withVersion(int value) {
        return new ScriptedRule(storedId, match, effect, text, value, active);
    }

    ScriptedRule withActive(boolean value) {
        return new ScriptedRule(storedId, match, effect, text, version, value);
    }
}
