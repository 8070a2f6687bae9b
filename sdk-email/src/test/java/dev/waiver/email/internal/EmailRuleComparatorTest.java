/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.email.model.EmailExceptionRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the comparison of rules. {@code EqualityTest} has more equalities, over the wire. */
class EmailRuleComparatorTest {
    private static final EmailRuleComparator COMPARATOR = EmailRuleComparator.INSTANCE;

    /**
     * The verdicts on match and effect ({@code =} same, {@code !} different, {@code ?} unknown), the wanted rule, the
     * stored one, and the fields in which they differ.
     */
    private static final String PAIRS = """
            = = | 'subject':'x'                         | 'subject':'x'                           |
            = = | 'subject':'x'                         | 'subject':' x ','recipient':''          |
            ! = | 'subject':'x'                         | 'subject':'X'                           | subject
            ! = | 'senderName':'Boss'                   | 'senderName':'boss'                     | senderName
            = = | 'senderEmail':'a@x','recipient':'b@y' | 'senderEmail':'A@x','recipient':'B@Y'   |
            ! = | 'senderIp':'192.0.2.1'                | 'senderClientIp':'192.0.2.1' | senderIp senderClientIp
            = = | 'senderDomain':'.x'                   | 'senderDomain':'.X '                    |
            ! = | 'senderDomain':'.x'                   | 'senderDomain':'x'                      | senderDomain
            = = | 'attachmentMd5':'ab'                  | 'attachmentMd5':'AB'                    |
            ! = | 'subject':'x','recipient':'a@b'       | 'subject':'x'                           | recipient
            ! = | 'subject':'x'                         | 'subject':'x','senderIp':'192.0.2.1'    | senderIp
            = = | 'linkDomains':'a.x,b.x'               | 'linkDomains':['B.x','a.x','b.x']       |
            ! = | 'linkDomains':'a.x,b.x'               | 'linkDomains':'a.x'                     | linkDomains
            = = | 'subject':'x'                         | 'subject':'x','linkDomains':false       |
            = = | 'subject':'x','subjectMatching':'ends_with'| 'subject':'x','subjectMatching':'endswith'|
            ! = | 'subject':'x','subjectMatching':'match'| 'subject':'x','subjectMatching':'matching'| subjectMatching
            ! = | 'subject':'x','subjectMatching':'match'| 'subject':'x','subjectMatching':'exact' | subjectMatching
            ! = | 'subject':'x','subjectMatching':'match'| 'subject':'x'                           | subjectMatching
            = = | 'subject':'x'                         | 'subject':'x','recipientMatching':'match'|
            = = | 'subject':'x'                         | 'subject':'x','linkDomainMatching':'match'|
            = = | 'subject':'x','comment':'a'           | 'subject':'x','comment':'b'             | comment
            = = | 'subject':'x','comment':'a'           | 'subject':'x','comment':' a '           |
            = ! | 'subject':'x','actionNeeded':'spam'   | 'subject':'x','actionNeeded':'phishing' | actionNeeded
            = = | 'subject':'x','actionNeeded':'spam'   | 'subject':'x','actionNeeded':'spam '    |
            = = | 'subject':'x','quarantineAll':true    | 'subject':'x','quarantineAll':'True'    |
            = ! | 'subject':'x','quarantineAll':true    | 'subject':'x','quarantineAll':'maybe'   | quarantineAll
            = ! | 'subject':'x','matchOnlyFuture':'true'| 'subject':'x'                           | matchOnlyFuture
            = = | 'subject':'x'                         | 'subject':'x','ignoringSpfCheck':false  |
            = ! | 'subject':'x'                         | 'subject':'x','ignoringSpfCheck':true   | ignoringSpfCheck
            ! ! | 'subject':'x','quarantineAll':true    | 'subject':'y','comment':'a'  | subject quarantineAll comment
            = = | 'subject':'x'                         | 'subject':'x','entityId':'1','updateTime':'u','new':1|
            = = | 'subject':'x'                         | 'subject':'x','type':'t','value':'v'    |
            ! = | 'subject':'x'                         | 'type':'t'                              | subject
            ? = | 'subject':'x'                         | 'type':'t','value':'v'                  | subject
            """;

    private static EmailExceptionRule rule(String json) {
        return EmailProtocol.CODEC.read(EmailExceptionRule.class, json.replace('\'', '"'));
    }

    private static Verdict verdict(char symbol) {
        return switch (symbol) {
            case '=' -> Verdict.SAME;
            case '!' -> Verdict.DIFFERENT;
            default -> Verdict.UNKNOWN;
        };
    }

    static Stream<String[]> pairs() {
        return PAIRS.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pairsOfRules(String verdicts, String one, String other, String differing) {
        EmailExceptionRule wanted = rule("{" + one + "}");
        EmailExceptionRule stored = rule("{" + other + "}");
        List<String> fields = differing.isEmpty() ? List.of() : List.of(differing.split(" ", -1));
        assertThat(COMPARATOR.matches(wanted, stored)).as("match").isEqualTo(verdict(verdicts.charAt(0)));
        assertThat(COMPARATOR.effect(wanted, stored)).as("effect").isEqualTo(verdict(verdicts.charAt(2)));
        assertThat(COMPARATOR.differences(wanted, stored))
                .extracting(FieldDifference::path)
                .containsExactlyElementsOf(fields);
        checkLaws(wanted, stored);
    }

    /** Checks what holds for any two rules, whatever the verdicts on them. */
    private static void checkLaws(EmailExceptionRule wanted, EmailExceptionRule stored) {
        Object key = COMPARATOR.matchKey(stored);
        Verdict match = COMPARATOR.matches(wanted, stored);
        assertThat(key == null).isEqualTo(match == Verdict.UNKNOWN);
        if (key != null) {
            assertThat(Objects.equals(COMPARATOR.matchKey(wanted), key)).isEqualTo(match == Verdict.SAME);
        }
        List<FieldDifference> effects = COMPARATOR.effectDifferences(wanted, stored);
        assertThat(effects.isEmpty()).isEqualTo(COMPARATOR.effect(wanted, stored) == Verdict.SAME);
        List<FieldDifference> differences = COMPARATOR.differences(wanted, stored);
        assertThat(differences).containsAll(effects);
        boolean recognized = COMPARATOR.lookupKey(wanted).equals(COMPARATOR.lookupKey(stored))
                && COMPARATOR.recognizes(wanted, stored);
        assertThat(recognized).isEqualTo(differences.isEmpty());
        assertThat(COMPARATOR.sentKey(wanted).equals(COMPARATOR.sentKey(stored)))
                .isEqualTo(recognized);
    }

    @Test
    void differencesShowWhatWasWritten() {
        assertThat(COMPARATOR.differences(
                        rule("{'subject':'x','quarantineAll':'true'}"),
                        rule("{'subject':' y','linkDomains':['a.x'],'quarantineAll':false}")))
                .containsExactly(
                        new FieldDifference("subject", "\"x\"", "\" y\""),
                        new FieldDifference("linkDomains", null, "[\"a.x\"]"),
                        new FieldDifference("quarantineAll", "\"true\"", "false"));
    }

    @Test
    void theMoreFieldsAreEqualTheMoreSimilar() {
        EmailExceptionRule sent = rule("{'subject':'x','senderEmail':'a@x','comment':'c'}");
        assertThat(Stream.of(
                                "{'recipient':'a@x'}",
                                "{'comment':'c'}",
                                "{'comment':'c','senderEmail':'A@X','subject':'y'}",
                                "{'comment':'c','senderEmail':'A@X','subject':' x'}")
                        .map(stored -> COMPARATOR.similarity(sent, rule(stored))))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void theTimeOfTheUpdateShowsAChange() {
        EmailExceptionRule before = rule("{'subject':'x','updateTime':'Fri, 20 Nov 2026 10:00:00 GMT'}");
        EmailExceptionRule sameTime = rule("{'subject':'y','updateTime':'Fri, 20 Nov 2026 10:00:00 GMT'}");
        EmailExceptionRule later = rule("{'subject':'x','updateTime':'Fri, 20 Nov 2026 10:00:01 GMT'}");
        assertThat(COMPARATOR.hasChanged(before, sameTime)).isFalse();
        assertThat(COMPARATOR.hasChanged(before, later)).isTrue();
        assertThat(COMPARATOR.changedAt(later)).contains(Instant.parse("2026-11-20T10:00:01Z"));
        assertThat(COMPARATOR.changedAt(rule("{'subject':'x','updateTime':'yesterday'}")))
                .isEmpty();
    }

    // ------------------------------------------------------------------ generated rules

    private static final List<String> WITHOUT_CASE =
            List.of("attachmentMd5", "senderEmail", "senderDomain", "senderIp", "senderClientIp", "recipient");
    private static final List<String> WITH_CASE = List.of("senderName", "subject", "actionNeeded", "comment");
    private static final List<String> MODES = List.of(
            "senderEmailMatching",
            "senderNameMatching",
            "senderDomainMatching",
            "recipientMatching",
            "subjectMatching",
            "linkDomainMatching");
    private static final List<String> FLAGS = List.of("quarantineAll", "matchOnlyFuture", "ignoringSpfCheck");

    /** Returns a rule with few of the fields and few values, so that equal ones are not rare. */
    private static ObjectNode generated(Random random) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        Stream.of(WITHOUT_CASE, WITH_CASE).flatMap(List::stream).forEach(name -> {
            if (random.nextInt(8) == 0) {
                rule.put(name, random.nextBoolean() ? "a.b" : "c.d");
            }
        });
        MODES.forEach(name -> {
            if (random.nextInt(8) == 0) {
                rule.put(name, List.of("endswith", "match", "exact").get(random.nextInt(3)));
            }
        });
        FLAGS.forEach(name -> {
            if (random.nextInt(4) == 0) {
                rule.put(name, random.nextBoolean());
            }
        });
        if (random.nextInt(8) == 0) {
            rule.put("linkDomains", random.nextBoolean() ? "a.b,c.d" : "a.b");
        }
        return rule;
    }

    /** Returns an equal rule in another spelling. */
    private static ObjectNode respelled(ObjectNode rule, Random random) {
        ObjectNode other = rule.deepCopy();
        for (String name : WITHOUT_CASE) {
            respell(other, name, random, other.path(name).asText().toUpperCase(Locale.ROOT));
        }
        for (String name : WITH_CASE) {
            respell(other, name, random, "\t" + other.path(name).asText() + " ");
        }
        for (String name : MODES) {
            respell(other, name, random, other.path(name).asText().replace("endswith", "ends_with"));
        }
        for (String name : FLAGS) {
            boolean on = other.path(name).asBoolean();
            respell(other, name, random, on ? "True" : "false");
            if (!on && random.nextBoolean()) {
                other.putNull(name);
            }
        }
        if (other.has("linkDomains") && random.nextBoolean()) {
            List<String> domains =
                    Arrays.asList(other.path("linkDomains").asText().split(",", -1));
            other.putArray("linkDomains")
                    .add(domains.get(domains.size() - 1).toUpperCase(Locale.ROOT))
                    .add("A.b");
        }
        if (!other.has("senderName")) {
            other.put("senderNameMatching", "contains");
        }
        return other.put("entityId", "1").put("updateTime", "now").put("unknown", 1);
    }

    private static void respell(ObjectNode rule, String name, Random random, String value) {
        if (random.nextBoolean()) {
            rule.put(name, rule.has(name) ? value : "");
        }
    }

    private static EmailExceptionRule read(ObjectNode json) {
        return rule(json.toString());
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spellingsOfARuleAreEqual(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            ObjectNode json = generated(random);
            EmailExceptionRule wanted = read(json);
            EmailExceptionRule stored = read(respelled(json, random));
            assertThat(COMPARATOR.matches(wanted, stored))
                    .as("%s %s", wanted, stored)
                    .isEqualTo(Verdict.SAME);
            assertThat(COMPARATOR.effect(wanted, stored))
                    .as("%s %s", wanted, stored)
                    .isEqualTo(Verdict.SAME);
            assertThat(COMPARATOR.differences(wanted, stored))
                    .as("%s %s", wanted, stored)
                    .isEmpty();
            checkLaws(wanted, stored);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lawsHoldForAnyTwoRules(int seed) {
        Random random = new Random(seed);
        List<ObjectNode> rules =
                Stream.generate(() -> generated(random)).limit(60).toList();
        int same = 0;
        for (ObjectNode wanted : rules) {
            for (ObjectNode other : rules) {
                EmailExceptionRule stored = read(other);
                checkLaws(read(wanted), stored);
                same += COMPARATOR.matches(read(wanted), stored) == Verdict.SAME ? 1 : 0;
            }
        }
        assertThat(same).isBetween(rules.size() + 1, rules.size() * rules.size() / 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCommentIsNeitherMatchNorEffect(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            ObjectNode json = generated(random);
            EmailExceptionRule wanted = read(json);
            EmailExceptionRule stored = wanted.withComment("another " + seed);
            assertThat(COMPARATOR.matches(wanted, stored)).isEqualTo(Verdict.SAME);
            assertThat(COMPARATOR.effect(wanted, stored)).isEqualTo(Verdict.SAME);
            assertThat(COMPARATOR.lookupKey(wanted)).isNotEqualTo(COMPARATOR.lookupKey(stored));
        }
    }
}
