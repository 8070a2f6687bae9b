/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.Inferred;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A boolean in the form in which it was sent. Inferred: recordings and clients have {@code true} and {@code "true"};
 * {@code "True"} is read, too. A flag is written back in the form in which it was read.
 */
@Inferred("Flags may come as true, \"true\" or \"True\", and the service accepts each in the form in which it returned "
        + "it.")
public final class EmailFlag {
    private static final EmailFlag ON = new EmailFlag(BooleanNode.TRUE);
    private static final EmailFlag OFF = new EmailFlag(BooleanNode.FALSE);

    private final JsonNode json;

    private EmailFlag(JsonNode json) {
        this.json = json;
    }

    /**
     * Returns a flag that is sent as {@code true} or {@code false}.
     *
     * @param on whether it is on
     */
    public static EmailFlag of(boolean on) {
        return on ? ON : OFF;
    }

    /**
     * Returns a flag that is sent as the text {@code "true"} or {@code "false"}.
     *
     * @param on whether it is on
     */
    public static EmailFlag text(boolean on) {
        return new EmailFlag(TextNode.valueOf(Boolean.toString(on)));
    }

    /**
     * Returns a flag as it was sent.
     *
     * @param json the value, of any type
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EmailFlag read(JsonNode json) {
        return json.isBoolean() ? of(json.booleanValue()) : new EmailFlag(json);
    }

    /** Returns whether the flag is on: {@code true}, or that word as text in any case. */
    public boolean isOn() {
        return word().equals("true");
    }

    /**
     * Returns whether the flag is off: {@code false}, or that word as text in any case. A flag with any other value is
     * neither on nor off.
     */
    public boolean isOff() {
        return word().equals("false");
    }

    /**
     * Returns a flag of the same form with another value.
     *
     * @param on whether it is on
     */
    public EmailFlag with(boolean on) {
        return json.isBoolean() ? of(on) : text(on);
    }

    /** Returns the flag as it is sent. */
    @JsonValue
    public JsonNode json() {
        return json;
    }

    private String word() {
        return json.asText().strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailFlag flag && json.equals(flag.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
