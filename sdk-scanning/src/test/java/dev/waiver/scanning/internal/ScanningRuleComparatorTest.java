/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the comparison of rules. */
class ScanningRuleComparatorTest {
    private static final ScanningRuleComparator COMPARATOR = ScanningRuleComparator.INSTANCE;
    private static final String BASE = "'nvt':'1.2','text':'t'";

    /**
     * The verdicts on match and effect ({@code =} same, {@code !} different, {@code ?} unknown), whether the stored
     * rule is recognized as the one that was sent (r) and whether it is wider (w), the wanted rule, the stored one, and
     * the fields in which it differs from what was sent. Vulnerability and text are the same unless shown.
     */
    private static final String PAIRS = """
            = = r  | 'hosts':'a,b'                      | 'hosts':'a,b'                             |
            = = r  | 'hosts':'a,b'                      | 'hosts':' B; A'                           |
            = = r  | 'hosts':'a,b'                      | 'hosts':['b','a','b']                     |
            ! = -  | 'hosts':'a,b'                      | 'hosts':'a'                               | hosts
            ! = -  | 'hosts':'a,b'                      | 'hosts':'a,c'                             | hosts
            ! = -w | 'hosts':'a,b'                      | 'hosts':'a,b,c'                           | hosts
            ! = -w | 'hosts':'a,b'                      | 'hosts':null                              | hosts
            ! = -  | 'hosts':null                       | 'hosts':'a'                               | hosts
            = = r  | 'hosts':null                       | 'port':''                                 |
            = = r  | 'hosts':'a','port':80              | 'hosts':'a','port':'80/tcp'               |
            = = r  | 'port':80                          | 'port':'80'                               |
            ! = -  | 'port':80                          | 'port':81                                 | port
            ! = -  | 'port':80                          | 'port':'general/tcp'                      | port
            ! = -w | 'port':80                          | 'hosts':null                              | port
            ! = -  | 'port':80                          | 'hosts':'a','port':80                     | hosts
            ! = -w | 'hosts':'a','port':80              | 'hosts':'a'                               | port
            ! = -w | 'hosts':'a','port':80              | 'port':80                                 | hosts
            = = r  | 'scan':'s'                         | 'scan':'s'                                |
            = = r  | 'scan':'s'                         | 'scan':{'id':'s','name':'n'},'task':'k'   |
            ! = -  | 'scan':'s'                         | 'scan':'other'                            | scan
            ? = r  | 'scan':'s'                         | 'task':'s'                                |
            ! = -w | 'scan':'s'                         | 'hosts':null                              | scan
            ! = r  | 'scan':'s'                         | 'scan':'s','hosts':'a'                    | hosts
            ! = r  | 'scan':'s'                         | 'task':'k','port':80                      | port
            ! = -  | 'hosts':'a'                        | 'hosts':'a','scan':'s'                    | scan
            ! = -  | 'hosts':'a'                        | 'hosts':'a','task':'k'                    | task
            = = r  | 'hosts':'a','scan':'s'             | 'hosts':'a','scan':'s'                    |
            ? = r  | 'hosts':'a','scan':'s'             | 'hosts':'a','task':'k'                    |
            ! = -  | 'hosts':'a','scan':'s'             | 'hosts':'a','scan':'other'                | scan
            ! = -w | 'hosts':'a','scan':'s'             | 'hosts':'a'                               | scan
            ? = -  | 'hosts':'a'                        |                                           | hosts scope
            ? = -  | 'port':80                          |                                           | port scope
            ? = r  | 'scan':'s'                         |                                           | scan scope
            ? = r  | 'hosts':null                       |                                           |
            ! = -  | 'hosts':'a'                        | 'hosts':'a','nvt':'1.3'                   | nvt
            ! = -  | 'hosts':'a'                        | 'nvt':'1.3'                               | nvt hosts scope
            ? = -  | 'hosts':'a'                        | 'hosts':'a','nvt':null                    | nvt
            ! = -  | 'hosts':'a'                        | 'hosts':'b','nvt':null                    | nvt hosts
            = = r  | 'hosts':'a'                        | 'hosts':'a','text':' t '                  |
            = = -  | 'hosts':'a'                        | 'hosts':'a','text':'T'                    | text
            = = -  | 'hosts':'a'                        | 'hosts':'a','text':null                   | text
            = = r  | 'hosts':'a'                        | 'hosts':'a','status':'x','id':1,'new':2   |
            = = r  | 'hosts':'a','new_severity':0       | 'hosts':'a','new_severity':0.0            |
            = = r  | 'hosts':'a','new_severity':4.5     | 'hosts':'a','new_severity':'4.50'         |
            = ! r  | 'hosts':'a','new_severity':0       | 'hosts':'a','new_severity':5              | new_severity
            = ! r  | 'hosts':'a','new_severity':0       | 'hosts':'a','new_severity':-1             | new_severity
            = ! r  | 'hosts':'a','new_severity':0       | 'hosts':'a','new_severity':null           | new_severity
            = ! r  | 'hosts':'a','new_severity':0       | 'hosts':'a','new_severity':'high'         | new_severity
            = ? r  | 'hosts':'a','new_severity':0       | 'hosts':'a'                               |
            = = r  | 'hosts':'a'                        | 'hosts':'a','new_severity':null           |
            = ! r  | 'hosts':'a'                        | 'hosts':'a','new_severity':5              |
            = ! r  | 'hosts':'a'                        | 'hosts':'a','new_severity':'high'         |
            ! ! -  | 'hosts':'a','new_severity':0       | 'hosts':'b','new_severity':5              | hosts new_severity
            """;

    private static ScanningExceptionRule rule(String members) {
        return read((ObjectNode) ScanningProtocol.CODEC.read(
                JsonNode.class, ("{" + BASE + (members.isEmpty() ? "" : "," + members) + "}").replace('\'', '"')));
    }

    private static ScanningExceptionRule read(ObjectNode json) {
        return ScanningRuleMapper.rule(new ScanningEnvelope.Item(null, json));
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
        ScanningExceptionRule wanted = rule(one);
        ScanningExceptionRule stored = rule(other);
        List<String> fields = differing.isEmpty() ? List.of() : List.of(differing.split(" ", -1));
        assertThat(COMPARATOR.matches(wanted, stored)).as("match").isEqualTo(verdict(verdicts.charAt(0)));
        assertThat(COMPARATOR.effect(wanted, stored)).as("effect").isEqualTo(verdict(verdicts.charAt(2)));
        assertThat(isRecognized(wanted, stored)).as("recognized").isEqualTo(verdicts.charAt(4) == 'r');
        assertThat(COMPARATOR.differences(wanted, stored))
                .extracting(FieldDifference::path)
                .containsExactlyInAnyOrderElementsOf(fields);
        assertThat(COMPARATOR.alarm(wanted, stored).isPresent()).as("alarm").isEqualTo(verdicts.endsWith("w"));
        checkLaws(wanted, stored);
    }

    private static boolean isRecognized(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        return COMPARATOR.lookupKey(sent).equals(COMPARATOR.lookupKey(stored)) && COMPARATOR.recognizes(sent, stored);
    }

    /** Checks what holds for any rule that can be sent and any stored one, whatever the verdicts on them. */
    private static void checkLaws(ScanningExceptionRule wanted, ScanningExceptionRule stored) {
        Object key = COMPARATOR.matchKey(stored);
        Verdict match = COMPARATOR.matches(wanted, stored);
        if (key != null) {
            assertThat(key.equals(COMPARATOR.matchKey(wanted))).isEqualTo(match == Verdict.SAME);
            assertThat(match).isNotEqualTo(Verdict.UNKNOWN);
        } else {
            assertThat(match).isNotEqualTo(Verdict.SAME);
        }
        assertThat(COMPARATOR.effectDifferences(wanted, stored))
                .extracting(FieldDifference::path)
                .isEqualTo(COMPARATOR.effect(wanted, stored) == Verdict.SAME ? List.of() : List.of("new_severity"));
        if (isRecognized(wanted, stored)) {
            assertThat(COMPARATOR.similarity(wanted, stored)).isPositive();
            // A rule for a scan is recognized by vulnerability and text; another scope is reported as a difference.
            assertThat(COMPARATOR.differences(wanted, stored))
                    .extracting(FieldDifference::path)
                    .isSubsetOf(
                            wanted.scope().kind() == ScanningScope.Kind.SCAN
                                    ? Set.of("new_severity", "hosts", "port", "scan", "scope")
                                    : Set.of("new_severity"));
            assertThat(COMPARATOR.alarm(wanted, stored)).isEmpty();
        }
    }

    @Test
    void differencesShowBothValues() {
        assertThat(COMPARATOR.differences(
                        rule("'hosts':'a','port':80,'new_severity':0"),
                        rule("'hosts':'b','port':'general/tcp','new_severity':5.0")))
                .containsExactly(
                        new FieldDifference("hosts", "\"a\"", "\"b\""),
                        new FieldDifference("port", "80", "\"general/tcp\""),
                        new FieldDifference("new_severity", "0", "5.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'hosts':'a','new_severity':0.0 | 'hosts':'a','new_severity':5 | 0.0 | 5",
                "'hosts':'a'                    | 'hosts':'a','new_severity':5 |     | 5",
                "'hosts':'a','new_severity':0   | 'hosts':'a'                  | 0   |",
                "'hosts':'a'                    | 'hosts':'a','new_severity':'high' | | \"high\""
            })
    void theEffectDifferenceShowsBothSeverities(String wanted, String stored, String expected, String actual) {
        assertThat(COMPARATOR.effectDifferences(rule(wanted), rule(stored)))
                .containsExactly(new FieldDifference("new_severity", expected, actual));
    }

    @Test
    void theAlarmSaysWhereItHolds() {
        assertThat(COMPARATOR.alarm(rule("'hosts':'a','port':80"), rule("'port':80")))
                .hasValueSatisfying(alarm -> assertThat(alarm).contains("WIDER", "any host:80", "not for a:80"));
        assertThat(COMPARATOR.alarm(rule("'hosts':'a','port':80"), rule(""))).isEmpty();
    }

    /** They differ in spelling only, so either may be either of the stored ones. */
    @Test
    void rulesThatCannotBeToldApartHaveOneSentKey() {
        Object key = COMPARATOR.sentKey(rule("'hosts':'a,b','port':80,'new_severity':0"));
        assertThat(Stream.of(
                                "'hosts':'b,a','port':80,'new_severity':0",
                                "'hosts':'A,B','port':80,'new_severity':0",
                                "'hosts':'a,b','port':80,'new_severity':0.0",
                                "'hosts':'a,b','port':80,'new_severity':0,'text':' t'")
                        .map(other -> COMPARATOR.sentKey(rule(other))))
                .containsOnly(key);
        assertThat(Stream.of(
                                "'hosts':'a','port':80,'new_severity':0",
                                "'hosts':'a,b','new_severity':0",
                                "'hosts':'a,b','port':80",
                                "'hosts':'a,b','port':80,'new_severity':5",
                                "'hosts':'a,b','port':80,'new_severity':0,'scan':'s'",
                                "'hosts':'a,b','port':80,'new_severity':0,'nvt':'1.3'",
                                "'hosts':'a,b','port':80,'new_severity':0,'text':'u'")
                        .map(other -> COMPARATOR.sentKey(rule(other))))
                .doesNotContain(key)
                .doesNotHaveDuplicates();
    }

    @Test
    void rulesOfOneVulnerabilityAndTextAreSimilar() {
        assertThat(COMPARATOR.similarity(rule("'hosts':'a'"), rule("'port':80,'text':'t '")))
                .isPositive();
        assertThat(COMPARATOR.similarity(rule("'hosts':'a'"), rule("'hosts':'a','text':'u'")))
                .isZero();
        assertThat(COMPARATOR.similarity(rule("'hosts':'a'"), rule("'hosts':'a','nvt':'1.3'")))
                .isZero();
    }

    @Test
    void anyDifferenceIsAChange() {
        assertThat(COMPARATOR.hasChanged(rule("'hosts':'a'"), rule("'hosts':'a'")))
                .isFalse();
        assertThat(COMPARATOR.hasChanged(rule("'hosts':'a'"), rule("'hosts':'a','new':1")))
                .isTrue();
    }

    // ------------------------------------------------------------------ generated rules

    private static final List<String> HOSTS = List.of("a", "a,b", "B;a", "c");
    private static final List<String> PORTS = List.of("80", "80/tcp", "81");
    private static final List<String> IDS = List.of("s", "k");
    private static final List<String> SEVERITIES = List.of("0", "0.0", "5");

    private static void put(ObjectNode rule, String name, List<String> values, Random random) {
        int n = random.nextInt(values.size() * 2 + 1);
        if (n < values.size()) {
            rule.put(name, values.get(n));
        } else if (n == values.size()) {
            rule.putNull(name);
        }
    }

    private static ObjectNode stored(Random random) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        put(rule, "nvt", List.of("1.2", "1.2", "1.3"), random);
        put(rule, "text", List.of("t", " t ", "u"), random);
        put(rule, "hosts", HOSTS, random);
        put(rule, "port", PORTS, random);
        put(rule, "scan", IDS, random);
        put(rule, "task", IDS, random);
        put(rule, "new_severity", SEVERITIES, random);
        return rule;
    }

    /** Returns a rule that can be sent. */
    private static ScanningExceptionRule wanted(Random random) {
        ObjectNode rule = stored(random);
        return read(rule.put("nvt", "1.2").put("text", "t").put("task", "").putNull("other"));
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lawsHoldForAnyTwoRules(int seed) {
        Random random = new Random(seed);
        List<ScanningExceptionRule> sent =
                Stream.generate(() -> wanted(random)).limit(80).toList();
        List<ScanningExceptionRule> stored =
                Stream.generate(() -> read(stored(random))).limit(80).toList();
        int same = 0;
        int recognized = 0;
        for (ScanningExceptionRule wanted : sent) {
            assertThat(ScanningRequestBodies.obstacle(wanted)).isNull();
            assertThat(COMPARATOR.matches(wanted, wanted)).isEqualTo(Verdict.SAME);
            assertThat(COMPARATOR.effect(wanted, wanted)).isEqualTo(Verdict.SAME);
            for (ScanningExceptionRule other : stored) {
                checkLaws(wanted, other);
                same += COMPARATOR.matches(wanted, other) == Verdict.SAME ? 1 : 0;
                recognized += isRecognized(wanted, other) ? 1 : 0;
            }
        }
        assertThat(same).isPositive();
        assertThat(recognized).isPositive();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rulesOfOneSentKeyAreRecognizedAlike(int seed) {
        Random random = new Random(seed);
        List<ScanningExceptionRule> sent =
                Stream.generate(() -> wanted(random)).limit(80).toList();
        List<ScanningExceptionRule> stored =
                Stream.generate(() -> read(stored(random))).limit(80).toList();
        for (ScanningExceptionRule one : sent) {
            for (ScanningExceptionRule other : sent) {
                boolean alike = COMPARATOR.sentKey(one).equals(COMPARATOR.sentKey(other));
                assertThat(alike)
                        .isEqualTo(COMPARATOR.matches(one, other) == Verdict.SAME
                                && COMPARATOR.effect(one, other) == Verdict.SAME
                                && COMPARATOR.effect(other, one) == Verdict.SAME);
                if (alike) {
                    assertThat(stored).allSatisfy(rule -> assertThat(isRecognized(one, rule))
                            .isEqualTo(isRecognized(other, rule)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTextIsNeitherMatchNorEffect(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            ScanningExceptionRule wanted = wanted(random);
            ScanningExceptionRule stored = read(stored(random));
            ScanningExceptionRule other = stored.withText("another text");
            assertThat(COMPARATOR.matches(wanted, other)).isEqualTo(COMPARATOR.matches(wanted, stored));
            assertThat(COMPARATOR.effect(wanted, other)).isEqualTo(COMPARATOR.effect(wanted, stored));
            assertThat(COMPARATOR.matchKey(other)).isEqualTo(COMPARATOR.matchKey(stored));
            assertThat(isRecognized(wanted, other)).isFalse();
        }
    }
}
