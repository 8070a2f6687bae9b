/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.Inferred;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The domains that a message links to, in the form in which they were sent: one text, possibly with commas, or a list.
 * The guide says text, one client sends a list; which form the service expects is unknown. Inferred: commas separate
 * several domains in a text, and {@code false} means none; it is read as absent and never sent back.
 */
@Inferred("Which form the service expects, that several domains in a text are separated by commas, and "
        + "that false means none.")
public final class LinkDomains {
    private final JsonNode json;

    private LinkDomains(JsonNode json) {
        this.json = json;
    }

    /**
     * Returns domains that are sent as text, the documented form.
     *
     * @param text one domain, or several separated by commas
     */
    public static LinkDomains of(String text) {
        return new LinkDomains(TextNode.valueOf(Objects.requireNonNull(text, "linkDomains")));
    }

    /**
     * Returns domains that are sent as a JSON list, the form that one client uses.
     *
     * @param domains the domains
     */
    public static LinkDomains listOf(List<String> domains) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        domains.forEach(array::add);
        return new LinkDomains(array);
    }

    /**
     * Returns the domains as they were sent, or null for none: {@code null}, {@code false}, or an empty list or object.
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable LinkDomains read(@Nullable JsonNode json) {
        if (json == null || json.isNull() || (json.isContainerNode() && json.isEmpty())) {
            return null;
        }
        return json.isBoolean() && !json.booleanValue() ? null : new LinkDomains(json);
    }

    /**
     * Returns the domains one by one, trimmed, in the order in which they were sent. Texts are split at commas,
     * semicolons and white space.
     */
    public List<String> domains() {
        List<String> domains = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(element -> split(element, domains));
        } else {
            split(json, domains);
        }
        return List.copyOf(domains);
    }

    private static void split(JsonNode text, List<String> into) {
        for (String domain : text.isTextual() ? text.textValue().split("[,;\\s]+") : new String[0]) {
            if (!domain.isBlank()) {
                into.add(domain);
            }
        }
    }

    /** Returns the value as it is sent. */
    @JsonValue
    public JsonNode json() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkDomains that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.isTextual() ? json.textValue() : json.toString();
    }
}
