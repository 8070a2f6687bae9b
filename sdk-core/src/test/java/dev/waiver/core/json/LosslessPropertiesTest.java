/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What edits change and preserve in generated documents. */
class LosslessPropertiesTest {

    private static final int TRIES = 1_500;
    private static final JsonCodec CODEC = JsonCodec.anyCase();

    /** A member named {@code scope} whose value is not a container. */
    private static final Pattern SCOPE = Pattern.compile(
            "\"(?i:scope|\\\\u00[57]3cope)\":(?:\"(?:[^\"\\\\]|\\\\.)*\"|null|true|false|-?[0-9][-+.0-9eE]*)");

    record Case(String document, long seed) {}

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(random -> new Case(new Documents(random).rule(), random.nextLong()));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void anEqualModelLeavesTheTextAlone(@ForAll("cases") Case given) {
        JsonDocument document = CODEC.document(given.document());

        JsonDocument edited =
                document.edit(Rule.class, rule -> Rule.builder().from(rule).build());

        assertThat(edited).isSameAs(document);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void oneNewFieldIsTheOnlyDifference(@ForAll("cases") Case given) {
        JsonDocument edited =
                CODEC.document(given.document()).edit(Rule.class, rule -> rule.withDescription("changed"));

        String before = Documents.compact(given.document());
        String comma = before.equals("{}") ? "" : ",";
        assertThat(Documents.compact(edited.text()))
                .isEqualTo(before.substring(0, before.length() - 1) + comma + "\"Description\":\"changed\"}");
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aFieldThatIsSetAndUnsetAgainLeavesTheTextAsItWas(@ForAll("cases") Case given) {
        JsonDocument document = CODEC.document(given.document());

        JsonDocument there = document.edit(Rule.class, rule -> rule.withDescription("changed"));
        JsonDocument back = there.edit(Rule.class, rule -> rule.withDescription(Optional.empty()));

        assertThat(Documents.compact(back.text())).isEqualTo(Documents.compact(given.document()));
        assertThat(there.without("DESCRIPTION")).isEqualTo(back);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void oneFieldOfOneStateIsTheOnlyDifference(@ForAll("cases") Case given) {
        JsonDocument document = CODEC.document(given.document());
        if (document.as(Rule.class).states().isEmpty()) {
            return;
        }

        JsonDocument edited = document.edit(Rule.class, rule -> {
            List<State> states = new ArrayList<>(rule.states());
            int last = states.size() - 1;
            states.set(last, states.get(last).withScope("changed"));
            return rule.withStates(states);
        });

        assertThat(edited.text()).contains("\"changed\"");
        assertThat(withoutScopes(edited.text())).isEqualTo(withoutScopes(given.document()));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void anyChangeIsReadAgainAsItWasMade(@ForAll("cases") Case given) {
        JsonDocument document = CODEC.document(given.document());
        Random random = new Random(given.seed());
        Rule other = CODEC.read(Rule.class, new Documents(random).rule());
        Rule wanted = changed(document.as(Rule.class), other, random);

        JsonDocument edited = document.edit(Rule.class, rule -> wanted);

        assertThat(edited.as(Rule.class)).isEqualTo(wanted);
        assertThat(CODEC.differences(wanted, edited.as(Rule.class))).isEmpty();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void listsInAnotherOrderKeepTheirTexts(@ForAll("cases") Case given) {
        JsonDocument document = CODEC.document(given.document());
        Random random = new Random(given.seed());

        JsonDocument edited = document.edit(Rule.class, rule -> {
            List<State> states = new ArrayList<>(rule.states());
            Collections.shuffle(states, random);
            return rule.withStates(states);
        });

        assertThat(characters(edited.text())).isEqualTo(characters(given.document()));
    }

    private static Rule changed(Rule rule, Rule other, Random random) {
        Rule changed = rule;
        switch (random.nextInt(8)) {
            case 0 -> changed = changed.withName(other.name()).withVersion(other.version());
            case 1 -> changed = changed.withTags(mixed(rule.tags(), other.tags(), random));
            case 2 -> changed = changed.withPaths(mixed(rule.paths(), other.paths(), random));
            case 3 -> changed = changed.withOptions(other.options()).withPlugin(other.plugin());
            case 4 -> changed = changed.withLimits(other.limits()).withSeverity(other.severity());
            case 5 -> {
                Map<String, JsonNode> members = new LinkedHashMap<>(rule.additionalProperties());
                members.keySet().removeIf(name -> random.nextBoolean());
                members.putAll(other.additionalProperties());
                members.put("x9", IntNode.valueOf(9));
                changed = changed.withAdditionalProperties(members);
            }
            case 6 -> changed = other;
            default ->
                changed =
                        changed.withOperatingSystems(mixed(rule.operatingSystems(), other.operatingSystems(), random));
        }
        return random.nextBoolean() ? changed : changed.withStates(states(rule.states(), other.states(), random));
    }

    private static List<State> states(List<State> states, List<State> others, Random random) {
        List<State> changed = new ArrayList<>();
        for (State state : mixed(states, others, random)) {
            changed.add(
                    switch (random.nextInt(4)) {
                        case 0 -> state.withScope("changed");
                        case 1 ->
                            state.withFieldOperators(Map.of(
                                    "FUNCTION", Named.builder().name("new").build()));
                        case 2 -> state.withStates(mixed(state.states(), others, random));
                        default -> state;
                    });
        }
        return changed;
    }

    private static <E> List<E> mixed(List<E> some, List<E> others, Random random) {
        List<E> mixed = new ArrayList<>(some);
        mixed.removeIf(element -> random.nextInt(3) == 0);
        for (E other : others) {
            mixed.add(random.nextInt(mixed.size() + 1), other);
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(mixed, random);
        }
        return mixed;
    }

    private static String withoutScopes(String json) {
        String marked = SCOPE.matcher(Documents.compact(json)).replaceAll("#");
        return marked.replace("{#,", "{").replace(",#", "").replace("{#}", "{}");
    }

    private static Map<Integer, Long> characters(String json) {
        return Documents.compact(json).chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    }
}
