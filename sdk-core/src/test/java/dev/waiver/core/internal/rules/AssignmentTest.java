/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which listed rule is which of the rules that were sent. */
class AssignmentTest {
    private static final TestRule RULE = TestRule.of("m", "e", "t");
    private static final TestRule OTHER = TestRule.of("n", "e", "t");

    private final List<SentRule<TestRule>> sent = new ArrayList<>();
    private @Nullable Set<String> before = Set.of();
    private boolean storesEqualRulesOnce;

    private void acknowledged(TestRule rule) {
        unsent(rule);
        sent.get(sent.size() - 1).acknowledged("id");
    }

    private void lost(TestRule rule) {
        unsent(rule);
        sent.get(sent.size() - 1).lost();
    }

    private void unsent(TestRule rule) {
        sent.add(new SentRule<>(rule));
    }

    private Assignment<TestRule> assignment(TestRule... listed) {
        return new Assignment<>(new TestRule.Comparison(storesEqualRulesOnce), sent, before, List.of(listed));
    }

    @CanIgnoreReturnValue
    private Assignment<TestRule> look(boolean last, TestRule... listed) {
        Assignment<TestRule> assignment = assignment(listed);
        assignment.assign(last);
        return assignment;
    }

    /** Returns the ids that were found, in the order of the rules; {@code -} for none. */
    private String found() {
        return String.join(
                " ",
                sent.stream()
                        .map(rule -> rule.found().map(TestRule::id).orElse("-"))
                        .toList());
    }

    /** Returns the ids among which the sent rules cannot be identified. */
    private List<String> ambiguous() {
        return sent.stream()
                .flatMap(rule -> rule.candidates().stream())
                .distinct()
                .toList();
    }

    @Test
    void anIdThatWasNotThereBeforeIsTheRule() {
        before = Set.of("1", "2");
        acknowledged(RULE);
        Assignment<TestRule> assignment = look(false, RULE.as("1"), RULE.as("2"), RULE.as("3"), OTHER.as("4"));
        assertThat(found()).isEqualTo("3");
        assertThat(assignment.freshIds(9)).containsExactly("4");
        assertThat(ambiguous()).isEmpty();
    }

    @Test
    void whatIsNotRecognizedOrHasNoIdIsNotTheRule() {
        acknowledged(RULE);
        look(true, RULE, TestRule.of("m", "e", "another").as("1"), OTHER.as("2"));
        assertThat(found()).isEqualTo("-");
    }

    @Test
    void ofTwoThatAreRecognizedTheOneWithTheSameEffectIsTheRule() {
        acknowledged(RULE);
        look(false, TestRule.of("m", "f", "t").as("1"), RULE.as("2"));
        assertThat(found()).isEqualTo("2");
    }

    @Test
    void aRuleStoredWithAnotherEffectIsTheRule() {
        acknowledged(RULE);
        look(false, TestRule.of("m", "f", "t").as("1"));
        assertThat(found()).isEqualTo("1");
    }

    @Test
    void equalRulesThatWereSentSeveralTimesGetAsMany() {
        acknowledged(RULE);
        acknowledged(OTHER);
        acknowledged(RULE);
        acknowledged(RULE);
        look(false, RULE.as("1"), OTHER.as("2"), RULE.as("3"), RULE.as("4"));
        assertThat(found()).isEqualTo("1 2 3 4");
    }

    /** Somebody else's equal one may be among them, and the own ones not listed yet. */
    @Test
    void equalRulesWaitForEachOtherUntilTheLastLook() {
        acknowledged(RULE);
        acknowledged(RULE);
        acknowledged(OTHER);
        look(false, RULE.as("1"), OTHER.as("2"));
        assertThat(found()).isEqualTo("- - 2");
        look(true, RULE.as("1"), OTHER.as("2"));
        assertThat(found()).isEqualTo("1 - 2");
    }

    @Test
    void acknowledgedOnesComeBeforeOneWhoseResponseWasLost() {
        lost(RULE);
        acknowledged(RULE);
        acknowledged(RULE);
        look(true, RULE.as("1"), RULE.as("2"));
        assertThat(found()).isEqualTo("- 1 2");
    }

    @Test
    void aLostOneGetsWhatIsLeft() {
        lost(RULE);
        acknowledged(RULE);
        look(false, RULE.as("1"), RULE.as("2"));
        assertThat(found()).isEqualTo("2 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostOneIsNoRuleThatWasThereBefore(boolean once) {
        storesEqualRulesOnce = once;
        before = Set.of("1");
        lost(RULE);
        assertThat(look(true, RULE.as("1")).freshIds(9)).isEmpty();
        assertThat(found()).isEqualTo("-");
    }

    @Test
    void onlyWhatWasSentAndNotFoundYetIsLookedFor() {
        acknowledged(RULE);
        sent.get(0).found(RULE.as("1"));
        unsent(RULE);
        acknowledged(RULE);
        look(false, RULE.as("1"), RULE.as("2"));
        assertThat(found()).isEqualTo("1 - 2");
    }

    // ------------------------------------------------------------------ several equal ones

    @Test
    void ofSeveralNewOnesTheNewestIsTheRule() {
        acknowledged(RULE);
        look(
                false,
                RULE.as("1").changedAt(10),
                RULE.as("2").changedAt(30),
                RULE.as("3").changedAt(20),
                RULE.as("4"));
        assertThat(found()).isEqualTo("2");
    }

    @Test
    void theNewestOnesKeepTheOrderOfTheList() {
        acknowledged(RULE);
        acknowledged(RULE);
        look(
                false,
                RULE.as("1").changedAt(20),
                RULE.as("2").changedAt(10),
                RULE.as("3").changedAt(30));
        assertThat(found()).isEqualTo("1 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalOfOneTimeAreAmbiguous(boolean last) {
        acknowledged(RULE);
        look(
                last,
                RULE.as("1").changedAt(20),
                RULE.as("2").changedAt(20),
                RULE.as("3").changedAt(10));
        assertThat(found()).isEqualTo("-");
        assertThat(ambiguous()).containsExactly("1", "2", "3");
    }

    @Test
    void severalWithoutTimesAreAmbiguous() {
        acknowledged(RULE);
        look(false, RULE.as("1"), RULE.as("2"));
        assertThat(ambiguous()).containsExactly("1", "2");
    }

    @Test
    void theLastOfTheNewestMustBeNewerThanTheOthers() {
        acknowledged(RULE);
        acknowledged(RULE);
        look(
                false,
                RULE.as("1").changedAt(10),
                RULE.as("2").changedAt(30),
                RULE.as("3").changedAt(10));
        assertThat(found()).isEqualTo("- -");
        assertThat(ambiguous()).containsExactly("1", "2", "3");
    }

    @Test
    void olderOnesOfOneTimeDoNotMatter() {
        acknowledged(RULE);
        look(
                false,
                RULE.as("1").changedAt(10),
                RULE.as("2").changedAt(10),
                RULE.as("3").changedAt(30));
        assertThat(found()).isEqualTo("3");
    }

    /** Nothing was listed before: any rule may be the new one. */
    @Test
    void whereNothingIsKnownOfBeforeExactlyOneIsTheRule() {
        before = null;
        lost(RULE);
        look(false, RULE.as("1"), OTHER.as("2"));
        assertThat(found()).isEqualTo("1");
    }

    @Test
    void whereNothingIsKnownOfBeforeSeveralAreAmbiguous() {
        before = null;
        lost(RULE);
        look(false, RULE.as("1"), RULE.as("2"));
        assertThat(ambiguous()).containsExactly("1", "2");
        assertThat(found()).isEqualTo("-");
    }

    // ------------------------------------------------------------------ rules that are recognized alike

    /** The list does not show by what the two that were sent differ. */
    @Test
    void oneStoredRuleIsNotTwoThatWereSent() {
        acknowledged(TestRule.of("m", "e", "t"));
        acknowledged(TestRule.of("m", "f", "t"));
        acknowledged(OTHER);
        TestRule stored = TestRule.of("m", TestRule.HIDDEN, "t").as("1");
        look(false, stored, OTHER.as("2"));
        assertThat(ambiguous()).isEmpty();
        assertThat(found()).isEqualTo("- - 2");
        look(true, stored, OTHER.as("2"));
        assertThat(ambiguous()).containsExactly("1");
        assertThat(found()).isEqualTo("- - 2");
    }

    @Test
    void theEffectTellsThemApartWhereItIsShown() {
        acknowledged(TestRule.of("m", "e", "t"));
        acknowledged(TestRule.of("m", "f", "t"));
        look(
                false,
                TestRule.of("m", "f", "t").as("1"),
                TestRule.of("m", "e", "t").as("2"));
        assertThat(found()).isEqualTo("2 1");
    }

    // ------------------------------------------------------------------ services that store equal rules once

    @Test
    void anOldEqualOneIsTheRuleAfterTheLastLook() {
        storesEqualRulesOnce = true;
        before = Set.of("1");
        acknowledged(RULE);
        look(false, RULE.as("1"));
        assertThat(found()).isEqualTo("-");
        look(true, RULE.as("1"));
        assertThat(found()).isEqualTo("1");
    }

    @Test
    void elsewhereAnOldEqualOneIsNotTheRule() {
        before = Set.of("1");
        acknowledged(RULE);
        look(true, RULE.as("1"));
        assertThat(found()).isEqualTo("-");
    }

    @Test
    void aNewOneIsPreferredToAnOldOne() {
        storesEqualRulesOnce = true;
        before = Set.of("1");
        acknowledged(RULE);
        look(true, RULE.as("1").changedAt(20), RULE.as("2").changedAt(10));
        assertThat(found()).isEqualTo("2");
    }

    @Test
    void ofSeveralOldOnesTheNewestIsTheRule() {
        storesEqualRulesOnce = true;
        before = Set.of("1", "2");
        acknowledged(RULE);
        look(true, RULE.as("1").changedAt(10), RULE.as("2").changedAt(20));
        assertThat(found()).isEqualTo("2");
    }

    @Test
    void severalOldOnesOfOneTimeAreAmbiguous() {
        storesEqualRulesOnce = true;
        before = Set.of("1", "2");
        acknowledged(RULE);
        look(true, RULE.as("1"), RULE.as("2"));
        assertThat(ambiguous()).containsExactly("1", "2");
    }

    /** The new one is most likely what the service made of the rule. */
    @Test
    void anOldOneIsNotTheRuleIfANewOneResemblesIt() {
        storesEqualRulesOnce = true;
        before = Set.of("1");
        acknowledged(RULE);
        TestRule resembling = TestRule.of("m", "e", "stored differently").as("2");
        Assignment<TestRule> assignment = look(true, RULE.as("1"), resembling);
        assertThat(found()).isEqualTo("-");
        assertThat(assignment.closest(RULE)).contains(resembling);
    }

    // ------------------------------------------------------------------ the closest match

    @Test
    void theClosestMatchHasMostFieldsInCommon() {
        before = Set.of("1");
        acknowledged(RULE);
        Assignment<TestRule> assignment = assignment(
                TestRule.of("m", "e", "before").as("1"),
                TestRule.of("m", "x", "x").as("2"),
                TestRule.of("m", "e", "x").as("3"),
                TestRule.of("x", "x", "t").as("4"));
        assertThat(assignment.closest(RULE).map(TestRule::id)).contains("3");
    }

    @Test
    void whatHasNothingInCommonIsNoMatch() {
        acknowledged(RULE);
        assertThat(assignment(TestRule.of("x", "x", "x").as("1")).closest(RULE)).isEmpty();
    }

    /** What is another rule that was sent is not this one stored differently. */
    @Test
    void theClosestMatchIsNoneOfTheOthersThatWereSent() {
        acknowledged(RULE);
        acknowledged(OTHER);
        Assignment<TestRule> assignment = look(true, OTHER.as("1"));
        assertThat(found()).isEqualTo("- 1");
        assertThat(assignment.closest(RULE)).isEmpty();
    }
}
