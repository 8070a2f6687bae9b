/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AmbiguousMatchException.Reason;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what {@code ensure} decides about what is stored, for every combination. */
class DecisionTest {
    /**
     * How many of the rules that match the same, or may do so, have which effect, and what is decided.
     *
     * <p>{@code *} is any number. The letters are ids: <b>a</b>ctive and <b>i</b>nactive rules of the same effect,
     * <b>d</b>ifferent ones, those of <b>u</b>nknown effect, and <b>x</b> whose match is not shown. {@code PRESENT a:
     * iad/d} has the rule, the matches and the conflicts.
     */
    private static final String TABLE = """
             same    same     different effect  match   |                         |              |
             active  inactive           unknown unknown | FAIL                    | KEEP         | REPLACE
             1       *        *         0       *       | PRESENT a: iad/d        | as FAIL      | as FAIL
             0       1        *         0       *       | PRESENT_INACTIVE i: id/d| as FAIL      | as FAIL
             1       *        *         1       *       | undecidable u           | as FAIL      | as FAIL
             0       1        *         1       *       | undecidable u           | as FAIL      | as FAIL
             0       0        1         0       *       | differs d               | KEPT d: d/d  | replace d
             0       0        2         0       *       | differs d               | KEPT d: d/d  | several d
             0       0        1         1       *       | differs d               | KEPT d: du/d | undecidable u
             0       0        2         1       *       | differs d               | KEPT d: du/d | several d
             0       0        0         1       *       | undecidable u           | as FAIL      | as FAIL
             0       0        0         0       1       | undecidable x           | as FAIL      | as FAIL
             0       0        0         0       0       | create                  | as FAIL      | as FAIL
            """;

    private static final TestRule WANTED = TestRule.of("m", "e", "t");
    private static final List<Stored<TestRule>> ALL = List.of(
            stored("o", "another", "e"),
            stored("x1", TestRule.HIDDEN, "e"),
            stored("u1", "m", TestRule.HIDDEN),
            stored("d1", "m", "f"),
            new Stored<>(rule("i1", "m", "e"), false),
            stored("a1", "m", "e"),
            stored("d2", "m", "g"));

    private static TestRule rule(String id, String match, String effect) {
        return TestRule.of(match, effect, "text of " + id).as(id);
    }

    private static Stored<TestRule> stored(String id, String match, String effect) {
        return new Stored<>(rule(id, match, effect), true);
    }

    private static Decision<TestRule> decide(List<Stored<TestRule>> stored, OnDifference onDifference) {
        TestRule.Comparison comparator = new TestRule.Comparison(false);
        return Decision.of(comparator, WANTED, new Matches<>(comparator, stored).of(WANTED), onDifference);
    }

    /** Returns every combination, with the row of the table for it. */
    static Stream<Arguments> combinations() {
        return IntStream.range(0, 2 * 2 * 3 * 2 * 2).boxed().flatMap(n -> {
            List<Integer> counts = List.of(n / 24, n / 12 % 2, n / 4 % 3, n / 2 % 2, n % 2);
            List<String[]> rows = TABLE.lines()
                    .skip(2)
                    .map(line -> line.split("\\|"))
                    .filter(row -> fits(row[0].strip().split("\\s+"), counts))
                    .toList();
            assertThat(rows).as("rows for %s", counts).hasSize(1);
            String fail = rows.get(0)[1].strip();
            return Arrays.stream(OnDifference.values()).map(onDifference -> {
                int column = List.of(OnDifference.FAIL, OnDifference.KEEP, OnDifference.REPLACE)
                        .indexOf(onDifference);
                String cell = rows.get(0)[1 + column].strip();
                return Arguments.of(counts, onDifference, cell.equals("as FAIL") ? fail : cell);
            });
        });
    }

    private static boolean fits(String[] row, List<Integer> counts) {
        return IntStream.range(0, counts.size())
                .allMatch(i -> row[i].equals("*") || row[i].equals(counts.get(i).toString()));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("combinations")
    void everyCombination(List<Integer> counts, OnDifference onDifference, String expected) {
        List<Stored<TestRule>> stored = new ArrayList<>();
        for (Stored<TestRule> rule : ALL) {
            int kind = "aidux".indexOf(rule.rule().id().charAt(0));
            int number = rule.rule().id().endsWith("2") ? 2 : 1;
            if (kind < 0 || number <= counts.get(kind)) {
                stored.add(rule);
            }
        }
        Decision<TestRule> decision = decide(stored, onDifference);

        assertThat(described(decision)).isEqualTo(expanded(expected, stored));
    }

    /** Returns the cell of the table with the ids of the stored rules in place of the letters. */
    private static String expanded(String cell, List<Stored<TestRule>> stored) {
        int space = cell.indexOf(' ');
        if (space < 0) {
            return cell;
        }
        int colon = cell.indexOf(':');
        String lists = cell.substring(colon < 0 ? space + 1 : colon + 2);
        String head = colon < 0
                ? cell.substring(0, space)
                : cell.substring(0, space) + " "
                        + ids(cell.substring(space + 1, colon), stored).get(0) + ":";
        return Stream.concat(Stream.of(head), Arrays.stream(lists.split("/")).map(letters -> ids(letters, stored)
                        .toString()))
                .reduce((before, next) -> before + " " + next)
                .orElseThrow();
    }

    private static List<String> ids(String letters, List<Stored<TestRule>> stored) {
        return letters.chars()
                .boxed()
                .flatMap(letter -> stored.stream()
                        .map(rule -> rule.rule().id())
                        .filter(id -> id.charAt(0) == letter)
                        .sorted())
                .toList();
    }

    private static String described(Decision<TestRule> decision) {
        if (decision instanceof Decision.Done<TestRule> done) {
            EnsureResult<TestRule> result = done.result();
            assertThat(result.differences().isEmpty()).isEqualTo(result.outcome() != Outcome.KEPT);
            return result.outcome() + " " + result.rule().id() + ": " + ids(result.matches()) + " "
                    + ids(result.conflicts());
        }
        if (decision instanceof Decision.Replace<TestRule> replace) {
            assertThat(replace.differences()).extracting(FieldDifference::path).containsExactly("effect");
            return "replace " + ids(List.of(replace.stored()));
        }
        if (decision instanceof Decision.Fail<TestRule> fail) {
            SdkException e = error(fail);
            assertThat(e.mayHaveBeenApplied()).isFalse();
            if (e instanceof ExistingRuleDiffersException differs) {
                assertThat(differs.differences())
                        .extracting(FieldDifference::path)
                        .containsExactly("effect");
                assertThat(e).hasMessageContaining(differs.ids().toString());
                return "differs " + differs.ids();
            }
            AmbiguousMatchException ambiguous = (AmbiguousMatchException) e;
            assertThat(e).hasMessageContaining("Ids: " + ambiguous.ids());
            return (ambiguous.reason() == Reason.SEVERAL_RULES ? "several " : "undecidable ") + ambiguous.ids();
        }
        return "create";
    }

    private static List<String> ids(List<TestRule> rules) {
        return rules.stream().map(TestRule::id).toList();
    }

    private static SdkException error(Decision<TestRule> decision) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(
                () -> Calls.failed(((Decision.Fail<TestRule>) decision).error()).execute());
        return (SdkException) thrown;
    }

    @Test
    void ofSeveralActiveOnesTheFirstIsTheRule() {
        Decision<TestRule> decision = decide(List.of(stored("2", "m", "e"), stored("1", "m", "e")), OnDifference.FAIL);
        assertThat(described(decision)).isEqualTo("PRESENT 2: [2, 1] []");
    }

    @Test
    void aRuleWithoutAnIdIsPresentOrKept() {
        Decision<TestRule> present = decide(List.of(new Stored<>(WANTED, true)), OnDifference.FAIL);
        assertThat(((Decision.Done<TestRule>) present).result().rule()).isSameAs(WANTED);
        Decision<TestRule> kept = decide(List.of(new Stored<>(TestRule.of("m", "f", "t"), true)), OnDifference.KEEP);
        assertThat(((Decision.Done<TestRule>) kept).result().outcome()).isEqualTo(Outcome.KEPT);
    }

    @Test
    void aRuleWithoutAnIdCannotBeReplaced() {
        List<Stored<TestRule>> stored = List.of(new Stored<>(TestRule.of("m", "f", "t"), true));
        assertThat(error(decide(stored, OnDifference.REPLACE)))
                .isInstanceOfSatisfying(
                        AmbiguousMatchException.class, e -> assertThat(e.ids()).isEmpty())
                .hasMessageContaining("without an id");
    }

    @Test
    void theMessageCountsRulesWithoutAnId() {
        List<Stored<TestRule>> stored = List.of(stored("1", "m", "f"), new Stored<>(TestRule.of("m", "f", "t"), true));
        assertThat(error(decide(stored, OnDifference.FAIL)))
                .isInstanceOfSatisfying(ExistingRuleDiffersException.class, e -> assertThat(e.ids())
                        .containsExactly("1"))
                .hasMessageContaining("[1, (no id)]");
    }

    @Test
    void theMessageNamesTheEffectsThatAreNotShown() {
        assertThat(error(decide(List.of(stored("1", "m", TestRule.HIDDEN)), OnDifference.KEEP)))
                .hasMessageContaining("does not show [effect]");
    }
}
