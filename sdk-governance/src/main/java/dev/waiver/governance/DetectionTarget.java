/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.model.DetectionExceptionRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The target of an entry at the detection vendor: conditions on one operating system, or a whole document; and the
 * rules for which the exception is enabled.
 */
public final class DetectionTarget implements Target {
    /** The words for the operating systems, as in a register. */
    static final List<String> SYSTEMS = List.of("windows", "macOs", "linux");

    /** What the service sets, and the free text, which is that of the entry. */
    private static final List<String> IGNORED = List.of("Id", "Version", "Description", "Tags");

    private final Optional<String> operatingSystem;
    private final Optional<String> name;
    private final Map<String, List<String>> when;
    private final RuleMembers members;
    private final Optional<EnabledRules> enable;

    DetectionTarget(
            Optional<String> operatingSystem,
            Optional<String> name,
            Map<String, List<String>> when,
            RuleMembers members,
            Optional<EnabledRules> enable) {
        this.operatingSystem = operatingSystem;
        this.name = name;
        this.when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        this.members = members;
        this.enable = enable;
    }

    /**
     * Returns a target with a whole document. What the service sets is left out, and so are the description and the
     * tags: the text of an exception is that of its entry. Members that the SDK does not know become unchecked.
     *
     * @param rule the exception
     */
    public static DetectionTarget of(DetectionExceptionRule rule) {
        JsonCodec codec = JsonCodec.strictNames();
        JsonDocument document = codec.document(codec.write(rule));
        List<String> unknown = new ArrayList<>(rule.additionalProperties().keySet());
        return ofDocument(RuleMembers.of(document, IGNORED).unchecking(document, unknown));
    }

    /**
     * Returns a target with a whole document in the vendor's words.
     *
     * @param rule a JSON object
     * @throws IllegalArgumentException if the document is no object
     */
    public static DetectionTarget ofMembers(JsonDocument rule) {
        return ofDocument(RuleMembers.of(rule, List.of()));
    }

    private static DetectionTarget ofDocument(RuleMembers members) {
        return new DetectionTarget(Optional.empty(), Optional.empty(), Map.of(), members, Optional.empty());
    }

    /**
     * Returns a target for processes on Windows.
     *
     * @param name the exception's name
     * @param when what is compared, by the name of a constant of {@code Facet} in camel case, such as
     *     {@code instigatingImageSha256}, and the values that it may have. All of them have to hold
     */
    public static DetectionTarget windows(String name, Map<String, List<String>> when) {
        return forSystem("windows", name, when);
    }

    /**
     * Returns a target for processes on macOS.
     *
     * @param name the exception's name
     * @param when what is compared, as for {@link #windows}
     */
    public static DetectionTarget macOs(String name, Map<String, List<String>> when) {
        return forSystem("macOs", name, when);
    }

    /**
     * Returns a target for processes on Linux.
     *
     * @param name the exception's name
     * @param when what is compared, as for {@link #windows}
     */
    public static DetectionTarget linux(String name, Map<String, List<String>> when) {
        return forSystem("linux", name, when);
    }

    private static DetectionTarget forSystem(String system, String name, Map<String, List<String>> when) {
        return new DetectionTarget(Optional.of(system), Optional.of(name), when, RuleMembers.NONE, Optional.empty());
    }

    /** Returns a copy that is enabled for these rules. By default, the exception is created and not enabled. */
    public DetectionTarget withEnabled(EnabledRules rules) {
        return new DetectionTarget(operatingSystem, name, when, members, Optional.of(rules));
    }

    /**
     * Returns a copy with members of the document that the SDK does not know. They are sent as given.
     *
     * @param values a JSON object
     * @throws IllegalArgumentException if the document is no object
     */
    public DetectionTarget withUnchecked(JsonDocument values) {
        return new DetectionTarget(operatingSystem, name, when, members.withUnchecked(values), enable);
    }

    @Override
    public String vendor() {
        return "detection";
    }

    /** Returns {@code windows}, {@code macOs} or {@code linux}; empty if the target has a whole document. */
    public Optional<String> operatingSystem() {
        return operatingSystem;
    }

    /** Returns the exception's name; empty if a document has none, which a register refuses. */
    public Optional<String> name() {
        return name.or(() -> Optional.of(members.anyCase("Name").asText("")).filter(text -> !text.isBlank()));
    }

    /** Returns the values by what is compared; empty if the target has a whole document. */
    public Map<String, List<String>> when() {
        return when;
    }

    /** Returns the whole document, with each scalar as text; an empty JSON object if the target has conditions. */
    public JsonDocument rule() {
        return members.document();
    }

    /** Returns the members that are merged into the document as written; an empty JSON object by default. */
    public JsonDocument unchecked() {
        return members.uncheckedDocument();
    }

    /** Returns the rules for which the exception is to be enabled; empty if it is only to be created. */
    public Optional<EnabledRules> enable() {
        return enable;
    }

    RuleMembers members() {
        return members;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DetectionTarget that
                && operatingSystem.equals(that.operatingSystem)
                && name.equals(that.name)
                && when.equals(that.when)
                && members.equals(that.members)
                && enable.equals(that.enable);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operatingSystem, name, when, members, enable);
    }

    @Override
    public String toString() {
        return "detection " + operatingSystem.map(system -> system + " ").orElse("") + name().orElse("(no name)");
    }
}
