/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * A condition of an exception of an engine. Inferred: the values and their meanings, as one client documents them;
 * {@link #of} takes any.
 */
@Inferred("The conditions and their meanings, as one client documents them.")
public final class EngineCondition extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** The exception applies to every message. Has the effect of no condition. */
    public static final EngineCondition WITH_OR_WITHOUT_LINK = of("with_or_without_link");

    /** The exception applies to messages with a link. */
    public static final EngineCondition WITH_LINK = of("with_link");

    /** The exception applies to messages without a link. */
    public static final EngineCondition WITHOUT_LINK = of("without_link");

    private EngineCondition(String value) {
        super(value);
    }

    /**
     * Returns the condition with this value.
     *
     * @param value the value as the service expects it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static EngineCondition of(String value) {
        return new EngineCondition(value);
    }

    /** Returns the values that have a constant, in the order of the constants. The service may accept more. */
    public static List<EngineCondition> known() {
        return List.of(WITH_OR_WITHOUT_LINK, WITH_LINK, WITHOUT_LINK);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
