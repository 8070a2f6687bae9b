/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.detection.model.DetectionExceptionRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the comparison of rules. {@code EnsureTest} has more equalities of their content. */
class DetectionRuleComparatorTest {
    private static final DetectionRuleComparator COMPARATOR = DetectionRuleComparator.INSTANCE;

    private static final String BASE = """
            {'Name':'n','Description':'d','Tags':['t'],'SchemaVersion':1,'Product':{'Name':'Optics'},
            'OperatingSystems':[{'Name':'macOS'},{'Name':'Windows'}],
            'States':[{'Name':'s','Scope':'Global','Function':'a','FieldOperators':{'a':{'Type':'EqualsAny',
            'Operands':[{'Source':'TargetFile','Data':'Path'},{'Source':'LiteralSet','Data':['x','Y']}],
            'OperandType':'string','Options':{'IgnoreCase':true}}}}]}
            """;

    /**
     * The verdicts on match and effect ({@code =} same, {@code !} different), whether the stored rule is recognized as
     * the one that was sent (r), what the stored rule has in place of a part of the wanted one, and the fields in which
     * it differs. {@code [0].a} is the operator of the state.
     */
    private static final String PAIRS = """
            = = r | 'Name':'n'                 | 'Id':'1','Version':7,'Name':'n'           |
            = = r | 'Name':'n'                 | 'name':'n'                                |
            ! ! - | 'Name':'n'                 | 'Name':'N'                                | Name
            ! ! - | 'Name':'n'                 | 'Id':'1'                                  | Name
            = = - | 'Description':'d'          | 'Description':'D'                         | Description
            = = - | 'Description':'d',         |                                           | Description
            = = - | 'Tags':['t']               | 'Tags':['u']                              | Tags[0]
            = = - | 'Tags':['t']               | 'Tags':['t','u']                          | Tags[1]
            = = - | 'Tags':['t'],              |                                           | Tags
            = = - | 'Description':'d',         | 'Tags':['u'],                             | Description
            = ! - | 'Name':'s'                 | 'Name':'s','Description':'d'              | States[0].Description
            = ! - | 'Name':'s'                 | 'Name':'s','Tags':['t']                   | States[0].Tags
            = ! - | 'SchemaVersion':1          | 'SchemaVersion':2                         | SchemaVersion
            = ! - | 'Name':'n'                 | 'Name':'n','Severity':'High'              | Severity
            = = r | {'Name':'Optics'}          | {'Name':'cylanceOPTICS'}                  |
            = ! - | {'Name':'Optics'}          | {'Name':'Protect'}                        | Product.Name
            = = r | {'Name':'macOS'}           | {'Name':'windows'},{'Name':'MACOS'}       |
            = ! - | {'Name':'macOS'},          |                                           | OperatingSystems
            = = r | 'Name':'n'                 | 'Name':'n','Origin':{'x':1}               |
            = ! - | 'Name':'n'                 | 'Name':'n','NotValidAfter':'2020'         | NotValidAfter
            = ! - | 'Name':'n'                 | 'Name':'n','notvalidbefore':'2020'        | notvalidbefore
            = ! - | 'Name':'s'                 | 'Name':'s','Origin':{'x':1}               | States[0].Origin
            = = r | 'Name':'s'                 | 'Name':'s','Filters':[],'A':[],'B':false,'C':'' |
            = = r | 'Name':'s'                 | 'Name':'s','A':null,'B':{'C':null}       |
            = ! - | 'Name':'s'                 | 'Name':'z'                                | States[0].Name
            = = r | 'Scope':'Global'           | 'Scope':'GLOBAL'                          |
            = = r | 'Function':'a'             | 'Function':' a'                           |
            = ! - | 'Function':'a'             | 'Function':'!a'                           | States[0].Function
            = ! - | 'States':[                 | 'Paths':[{'StateNames':['s']}],'States':[ | Paths
            = ! - | 'Type':'EqualsAny'         | 'Type':'Contains'                         | [0].a.Type
            = = r | 'OperandType':'string'     | 'OperandType':'String'                    |
            = = r | 'Data':'Path'              | 'Data':['Path']                           |
            = ! - | 'Data':'Path'              | 'Data':'path'                             | [0].a.Operands[0].Data[0]
            = = r | ['x','Y']                  | ['y','X','x']                             |
            = ! - | ['x','Y']                  | ['x','z']                                 | [0].a.Operands[1].Data[1]
            = ! - | ['x','Y']                  | ['x']                                     | [0].a.Operands[1].Data[1]
            = ! - | 'Source':'LiteralSet'      | 'Source':'Literal'                        | [0].a.Operands[1].Source
            = ! - | 'FieldOperators':{         | 'FieldOperators':{'b':{'Type':'x'},       | [0].b
            """;

    private static DetectionExceptionRule rule(String json) {
        return JsonCodec.anyCase().read(DetectionExceptionRule.class, json.replace('\'', '"'));
    }

    private static Verdict verdict(char symbol) {
        return symbol == '=' ? Verdict.SAME : Verdict.DIFFERENT;
    }

    static Stream<String[]> pairs() {
        return PAIRS.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pairsOfRules(String verdicts, String part, String other, String differing) {
        assertThat(BASE).contains(part);
        DetectionExceptionRule wanted = rule(BASE);
        DetectionExceptionRule stored = rule(BASE.replace(part, other));
        assertThat(COMPARATOR.matches(wanted, stored)).as("match").isEqualTo(verdict(verdicts.charAt(0)));
        assertThat(COMPARATOR.effect(wanted, stored)).as("effect").isEqualTo(verdict(verdicts.charAt(2)));
        assertThat(isRecognized(wanted, stored)).as("recognized").isEqualTo(verdicts.endsWith("r"));
        List<String> paths = COMPARATOR.differences(wanted, stored).stream()
                .map(difference -> difference.path().replace("States[0].FieldOperators.", "[0]."))
                .toList();
        if (differing.isEmpty()) {
            assertThat(paths).isEmpty();
        } else {
            assertThat(paths).isNotEmpty().allMatch(path -> path.startsWith(differing) || path.startsWith("Tags"));
        }
        checkLaws(wanted, stored);
    }

    private static boolean isRecognized(DetectionExceptionRule sent, DetectionExceptionRule stored) {
        return COMPARATOR.lookupKey(sent).equals(COMPARATOR.lookupKey(stored)) && COMPARATOR.recognizes(sent, stored);
    }

    /** Checks what holds for any two rules, whatever the verdicts on them. */
    private static void checkLaws(DetectionExceptionRule wanted, DetectionExceptionRule stored) {
        Object key = COMPARATOR.matchKey(stored);
        Verdict match = COMPARATOR.matches(wanted, stored);
        assertThat(key != null && key.equals(COMPARATOR.matchKey(wanted))).isEqualTo(match == Verdict.SAME);
        assertThat(COMPARATOR.lookupKey(wanted).equals(COMPARATOR.lookupKey(stored)))
                .isEqualTo(match == Verdict.SAME);
        assertThat(COMPARATOR.similarity(wanted, stored) > 0).isEqualTo(match == Verdict.SAME);
        List<FieldDifference> effects = COMPARATOR.effectDifferences(wanted, stored);
        List<FieldDifference> differences = COMPARATOR.differences(wanted, stored);
        assertThat(effects.isEmpty()).isEqualTo(COMPARATOR.effect(wanted, stored) == Verdict.SAME);
        assertThat(differences).containsAll(effects);
        boolean recognized = isRecognized(wanted, stored);
        assertThat(recognized).isEqualTo(differences.isEmpty());
        if (COMPARATOR.sentKey(wanted).equals(COMPARATOR.sentKey(stored))) {
            assertThat(recognized).isTrue();
        }
    }

    @Test
    void differencesShowWhatIsCompared() {
        assertThat(COMPARATOR.differences(rule(BASE), rule(BASE.replace("['x','Y']", "['z','X']"))))
                .containsExactly(
                        new FieldDifference("States[0].FieldOperators.a.Operands[1].Data[1]", "\"y\"", "\"z\""));
    }

    @Test
    void onlyASetHasNoOrder() {
        String literal = BASE.replace("LiteralSet", "Literal");
        assertThat(COMPARATOR.effect(rule(literal), rule(literal.replace("['x','Y']", "['X','y']"))))
                .isEqualTo(Verdict.SAME);
        assertThat(COMPARATOR.effect(rule(literal), rule(literal.replace("['x','Y']", "['Y','x']"))))
                .isEqualTo(Verdict.DIFFERENT);
    }

    /** Whoever sets a member that the SDK does not know wants it stored. */
    @Test
    void anUnknownMemberThatIsSentIsCompared() {
        DetectionExceptionRule sent = rule(BASE.replace("'Name':'n'", "'Name':'n','Origin':1"));
        for (String other : List.of("'Name':'n'", "'Name':'n','Origin':2")) {
            DetectionExceptionRule stored = rule(BASE.replace("'Name':'n'", other));
            assertThat(COMPARATOR.differences(sent, stored))
                    .extracting(FieldDifference::path)
                    .containsExactly("Origin");
            assertThat(COMPARATOR.effect(sent, stored)).isEqualTo(Verdict.DIFFERENT);
        }
    }

    @Test
    void caseIsIgnoredOnlyWhereTheOperatorSaysSoOrForAHash() {
        String withCase = BASE.replace("'IgnoreCase':true", "'IgnoreCase':false");
        assertThat(COMPARATOR.effect(rule(withCase), rule(withCase.replace("'x'", "'X'"))))
                .isEqualTo(Verdict.DIFFERENT);
        String hash = withCase.replace("'Data':'Path'", "'Data':'MD5Hash'");
        assertThat(COMPARATOR.effect(rule(hash), rule(hash.replace("'x'", "'X'"))))
                .isEqualTo(Verdict.SAME);
        String listed = hash.replace("'MD5Hash'", "['MD5Hash']");
        assertThat(COMPARATOR.effect(rule(hash), rule(listed.replace("'x'", "'X'"))))
                .isEqualTo(Verdict.SAME);
        assertThat(COMPARATOR.effect(rule(BASE), rule(withCase))).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void theVersionShowsAChange() {
        DetectionExceptionRule first = rule(BASE).withVersion(1);
        assertThat(COMPARATOR.hasChanged(first, first.withDescription("other"))).isFalse();
        assertThat(COMPARATOR.hasChanged(first, first.withVersion(2))).isTrue();
        assertThat(COMPARATOR.hasChanged(rule(BASE), rule(BASE))).isFalse();
        assertThat(COMPARATOR.hasChanged(rule(BASE), rule(BASE).withDescription("other")))
                .isTrue();
    }

    // ------------------------------------------------------------------ generated rules

    /** Returns a rule with some parts changed, few enough that equal ones are not rare. */
    private static ObjectNode generated(Random random) {
        String json = BASE;
        List<String> changes = List.of(
                "'Name':'n'|'Name':'m'",
                "'Description':'d',|",
                "'Tags':['t']|'Tags':['t','u']",
                "'Function':'a'|'Function':'!a'",
                "'Name':'n'|'Name':'n','Origin':1",
                "'x','Y'|'x'",
                "'Type':'EqualsAny'|'Type':'Contains'",
                "'IgnoreCase':true|'IgnoreCase':false",
                "'Data':'Path'|'Data':'Sha256Hash'");
        for (String change : changes) {
            if (random.nextInt(6) == 0) {
                String[] parts = change.split("\\|", -1);
                json = json.replace(parts[0], parts[1]);
            }
        }
        return (ObjectNode) JsonCodec.anyCase().read(JsonNode.class, json.replace('\'', '"'));
    }

    /** Returns an equal rule in another spelling. */
    private static ObjectNode respelled(ObjectNode rule, Random random) {
        ObjectNode other = rule.deepCopy().put("Id", "1").put("Version", random.nextInt(9) + 1);
        other.putNull("Severity").putArray("Paths");
        if (random.nextBoolean()) {
            other.putObject("Product").put("Name", "CylanceOPTICS");
        }
        shuffle((ArrayNode) other.path("OperatingSystems"), random);
        ObjectNode state = (ObjectNode) other.path("States").path(0);
        state.put("Function", " " + state.path("Function").asText() + " ").put("Negate", false);
        state.put("Scope", random.nextBoolean() ? "global" : "GLOBAL");
        ObjectNode operator = (ObjectNode) state.path("FieldOperators").path("a");
        ObjectNode first = (ObjectNode) operator.path("Operands").path(0);
        String facet = first.path("Data").asText();
        if (random.nextBoolean()) {
            first.putArray("Data").add(facet);
        }
        ObjectNode second = (ObjectNode) operator.path("Operands").path(1);
        ArrayNode literals = (ArrayNode) second.path("Data");
        if (operator.path("Options").path("IgnoreCase").asBoolean() || facet.endsWith("Hash")) {
            literals.add(literals.path(0).asText().toUpperCase(Locale.ROOT));
        }
        shuffle(literals, random);
        if (literals.size() == 1) {
            second.set("Data", literals.path(0));
        }
        return other;
    }

    private static void shuffle(ArrayNode list, Random random) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        Collections.shuffle(elements, random);
        list.removeAll().addAll(elements);
    }

    private static DetectionExceptionRule read(ObjectNode json) {
        return rule(json.toString());
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spellingsOfARuleAreEqual(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            ObjectNode json = generated(random);
            DetectionExceptionRule wanted = read(json);
            DetectionExceptionRule stored = read(respelled(json, random));
            assertThat(COMPARATOR.matches(wanted, stored)).isEqualTo(Verdict.SAME);
            assertThat(COMPARATOR.differences(wanted, stored)).isEmpty();
            assertThat(COMPARATOR.sentKey(wanted)).isEqualTo(COMPARATOR.sentKey(stored));
            checkLaws(wanted, stored);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lawsHoldForAnyTwoRules(int seed) {
        Random random = new Random(seed);
        List<DetectionExceptionRule> rules =
                Stream.generate(() -> read(generated(random))).limit(20).toList();
        int recognized = 0;
        for (DetectionExceptionRule wanted : rules) {
            for (DetectionExceptionRule stored : rules) {
                checkLaws(wanted, stored);
                recognized += isRecognized(wanted, stored) ? 1 : 0;
            }
        }
        assertThat(recognized).isBetween(rules.size(), rules.size() * rules.size() / 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void descriptionAndTagsAreNeitherMatchNorEffect(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            DetectionExceptionRule wanted = read(generated(random));
            DetectionExceptionRule stored = read(generated(random));
            DetectionExceptionRule other = stored.withDescription("another").withTags("another", "tag");
            assertThat(COMPARATOR.matches(wanted, other)).isEqualTo(COMPARATOR.matches(wanted, stored));
            assertThat(COMPARATOR.effectDifferences(wanted, other))
                    .isEqualTo(COMPARATOR.effectDifferences(wanted, stored));
            assertThat(isRecognized(wanted, other)).isFalse();
        }
    }
}
