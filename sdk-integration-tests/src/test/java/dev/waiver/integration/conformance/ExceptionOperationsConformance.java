/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import static dev.waiver.integration.conformance.Kind.CREATE;
import static dev.waiver.integration.conformance.Kind.GET;
import static dev.waiver.integration.conformance.Kind.LIST;
import static dev.waiver.integration.conformance.Kind.UPDATE;
import static dev.waiver.integration.conformance.Reaction.IGNORED;
import static dev.waiver.integration.conformance.Reaction.LOST_APPLIED;
import static dev.waiver.integration.conformance.Reaction.LOST_UNAPPLIED;
import static dev.waiver.integration.conformance.Reaction.MISSING;
import static dev.waiver.integration.conformance.Reaction.NORMAL;
import static dev.waiver.integration.conformance.Reaction.RATE_LIMITED;
import static dev.waiver.integration.conformance.Reaction.REFUSED;
import static dev.waiver.integration.conformance.Reaction.SHOWN_IN_PART;
import static dev.waiver.integration.conformance.Reaction.UNAVAILABLE;
import static dev.waiver.integration.conformance.Reaction.UNAVAILABLE_APPLIED;
import static dev.waiver.integration.conformance.Reaction.UNSHOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the operations on rules mean, at every vendor. A subclass provides a service; where vendors deviate, its
 * {@link ConformanceFixture} says so.
 */
@Timeout(30)
abstract class ExceptionOperationsConformance<R extends ExceptionRule> {
    private static final CallOptions NO_RETRIES =
            CallOptions.builder().maxRetries(0).build();
    private static final Duration LONG_LAG = Duration.ofMinutes(1);

    private ConformanceFixture<R> fixture;
    private ExceptionOperations<R> operations;

    abstract ConformanceFixture<R> open();

    @BeforeEach
    void begin() {
        fixture = open();
        operations = fixture.operations();
    }

    @AfterEach
    void end() {
        int pending = fixture.pending();
        List<String> violations = fixture.violations();
        fixture.close();
        assertThat(violations).as("contradictions to the schemas").isEmpty();
        assertThat(pending).as("reactions that did not happen").isZero();
    }

    // ------------------------------------------------------------------ helpers

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private List<Duration> waits() {
        return fixture.time.waits();
    }

    private R rule(int number) {
        return fixture.rule(number);
    }

    private R rule(int number, String text) {
        return fixture.withText(fixture.rule(number), text);
    }

    private R edited(R rule) {
        return fixture.withText(rule, fixture.text(rule) + ", edited");
    }

    private static <R extends ExceptionRule> List<String> ids(List<R> rules) {
        return rules.stream().map(ExceptionRule::id).toList();
    }

    /** Executes a call that has to fail, with an error of this operation. */
    private <E extends SdkException> E failure(Way way, Class<E> type, String verb, ApiCall<?> call) {
        SdkException e = way.failure(call);
        assertThat(e).isInstanceOf(type);
        assertThat(e.operation()).isEqualTo(fixture.className() + "." + verb);
        return type.cast(e);
    }

    private AppliedButUnconfirmedException unconfirmed(
            Way way, Class<? extends Throwable> cause, String verb, ApiCall<?> call) {
        AppliedButUnconfirmedException e = failure(way, AppliedButUnconfirmedException.class, verb, call);
        assertThat(e).hasCauseInstanceOf(cause);
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e.sent()).contains("text");
        return e;
    }

    /** A failure of what follows the call must not look as if nothing had been written. */
    private void assertAcknowledged(Way way, ApiCall<?> call) {
        SdkException e = way.failure(call.flatMap(done -> operations.get("missing")));
        assertThat(e).isInstanceOf(AppliedButUnconfirmedException.class).hasCauseInstanceOf(NotFoundException.class);
    }

    /** Adds a rule some time ago, so that the time of its last change differs from that of the next one. */
    private String addEarlier(R rule) {
        String id = fixture.add(rule);
        fixture.time.advance(Duration.ofMinutes(1));
        return id;
    }

    // ------------------------------------------------------------------ 1: the lookup after a create

    @ParameterizedTest
    @EnumSource
    void aNewRuleIsLookedUpAfter0And1And2And4Seconds(Way way) {
        fixture.listLag(seconds(4));
        R created = way.run(operations.create(rule(1)));
        assertThat(created.id()).isEqualTo(fixture.storedIds().get(0));
        assertThat(waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(fixture.sent(LIST))
                .containsExactly(Duration.ZERO, Duration.ZERO, seconds(1), seconds(2), seconds(4));
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aNewRuleThatIsNotListedIsUnconfirmed(Way way) {
        fixture.listLag(LONG_LAG);
        AppliedButUnconfirmedException e =
                failure(way, AppliedButUnconfirmedException.class, "create", operations.create(rule(1)));
        assertThat(e).hasMessageContaining("do not send it again");
        assertThat(e.sent()).contains("text");
        assertThat(waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(fixture.count(LIST)).isEqualTo(5);
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anEqualRuleThatWasThereBeforeIsNotTheNewOne(Way way) {
        String old = fixture.add(rule(1));
        fixture.next(CREATE, IGNORED);
        ApiCall<R> create = operations.create(rule(1));
        if (fixture.mayStoreEqualRulesOnce()) {
            assertThat(way.run(create).id()).isEqualTo(old);
        } else {
            failure(way, AppliedButUnconfirmedException.class, "create", create);
        }
        assertThat(waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLookupThatTookLongerThanFourSecondsIsTheLast(Way way) {
        fixture.listLag(LONG_LAG);
        fixture.before(LIST, 2, () -> fixture.time.advance(seconds(4.001)));
        failure(way, AppliedButUnconfirmedException.class, "create", operations.create(rule(1)));
        assertThat(waits()).isEmpty();
        assertThat(fixture.count(LIST)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aLookupThatIsDueStartsAtOnce(Way way) {
        fixture.listLag(LONG_LAG);
        fixture.before(LIST, 2, () -> fixture.time.advance(seconds(1.5)));
        failure(way, AppliedButUnconfirmedException.class, "create", operations.create(rule(1)));
        assertThat(waits()).containsExactly(seconds(0.5), seconds(2));
        assertThat(fixture.sent(LIST))
                .containsExactly(Duration.ZERO, Duration.ZERO, seconds(1.5), seconds(2), seconds(4));
    }

    // ------------------------------------------------------------------ 1: where the response has the id

    /** Makes the service return ids and the client know that it does. */
    private void returnIds() {
        assumeTrue(fixture.returnIds(), "the vendor returns no ids");
        assertThat(operations.create(rule(99)).execute().id())
                .isEqualTo(fixture.storedIds().get(0));
    }

    @ParameterizedTest
    @EnumSource
    void aNewRuleWhoseIdIsReturnedIsReadByIt(Way way) {
        returnIds();
        int before = fixture.requests().size();
        fixture.next(GET, MISSING, MISSING);
        R created = way.run(operations.create(rule(1)));
        assertThat(created.id()).isEqualTo(fixture.storedIds().get(1));
        List<R> both = way.run(operations.createAll(List.of(rule(2), rule(3)))).rules();
        assertThat(ids(both)).isEqualTo(fixture.storedIds().subList(2, 4));
        assertThat(fixture.requests().subList(before, fixture.requests().size()))
                .filteredOn(kind -> kind != LIST) // after a 404, a list may have to show that the token is valid
                .containsExactly(CREATE, GET, GET, GET, CREATE, GET, CREATE, GET);
        assertThat(waits()).containsExactly(seconds(1), seconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void aNewRuleWhoseIdIsReturnedAndThatIsMissingIsUnconfirmed(Way way) {
        returnIds();
        fixture.next(GET, MISSING, MISSING, MISSING, MISSING);
        AppliedButUnconfirmedException e =
                failure(way, AppliedButUnconfirmedException.class, "create", operations.create(rule(1)));
        assertThat(e).hasMessageContaining(fixture.storedIds().get(1)).hasMessageContaining("do not send it again");
        assertThat(waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(fixture.count(CREATE)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void ensureReportsAConflictAlsoWhereTheIdIsReturned(Way way) {
        returnIds();
        List<String> conflict = new ArrayList<>();
        fixture.before(CREATE, 1, () -> conflict.add(fixture.add(fixture.otherEffect(1))));
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ids(result.conflicts())).isEqualTo(conflict);
    }

    /** What was there before is unknown, so that the only equal rule is the one that was sent. */
    @ParameterizedTest
    @EnumSource
    void aLostCreateWithoutAListingBeforeIsTheOnlyEqualRule(Way way) {
        returnIds();
        fixture.next(CREATE, LOST_APPLIED, LOST_APPLIED, LOST_APPLIED);
        R created = way.run(operations.create(rule(1)));
        assertThat(created.id()).isEqualTo(fixture.storedIds().get(1));
        assertAcknowledged(way, operations.create(rule(2)));
        TransportException e = failure(way, TransportException.class, "create", operations.create(rule(1)));
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e).hasMessageContaining("Look again").hasMessageContaining(created.id());
        assertThat(fixture.count(CREATE)).isEqualTo(4);
    }

    // ------------------------------------------------------------------ 2 and 3: rules that differ

    @ParameterizedTest
    @EnumSource
    void anEqualRuleIsPresentWhateverElseMatchesTheSame(Way way) {
        assumeEffectsConflict();
        String different = fixture.add(fixture.otherEffect(1));
        String equal = fixture.add(rule(1));
        for (OnDifference onDifference : OnDifference.values()) {
            EnsureResult<R> result = way.run(operations.ensure(rule(1), onDifference));
            assertThat(result.outcome()).isEqualTo(Outcome.PRESENT);
            assertThat(result.rule().id()).isEqualTo(equal);
            assertThat(ids(result.matches())).containsExactlyInAnyOrder(equal, different);
            assertThat(ids(result.conflicts())).containsExactly(different);
        }
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatDiffersIsAnError(Way way) {
        assumeEffectsConflict();
        String id = fixture.add(fixture.otherEffect(1));
        String unlike = fixture.add(rule(2));
        ExistingRuleDiffersException e =
                failure(way, ExistingRuleDiffersException.class, "ensure", operations.ensure(rule(1)));
        assertThat(e.ids()).containsExactly(id).doesNotContain(unlike);
        assertThat(e.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.path().startsWith(fixture.effectPath()));
        assertThat(e)
                .hasMessageContaining(id)
                .hasMessageContaining(e.differences().get(0).path());
        assertThat(e.mayHaveBeenApplied()).isFalse();
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatDiffersIsKept(Way way) {
        assumeEffectsConflict();
        String id = fixture.add(fixture.otherEffect(1));
        EnsureResult<R> result = way.run(operations.ensure(rule(1), OnDifference.KEEP));
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.rule().id()).isEqualTo(id);
        assertThat(result.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.path().startsWith(fixture.effectPath()));
        assertThat(ids(result.matches())).containsExactly(id);
        assertThat(ids(result.conflicts())).containsExactly(id);
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatDiffersIsReplaced(Way way) {
        assumeEffectsConflict();
        String id = addEarlier(fixture.otherEffect(1));
        EnsureResult<R> result = way.run(operations.ensure(rule(1), OnDifference.REPLACE));
        assertThat(result.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(result.rule().id()).isEqualTo(id);
        assertThat(result.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.path().startsWith(fixture.effectPath()));
        assertThat(ids(result.matches())).containsExactly(id);
        assertThat(result.conflicts()).isEmpty();
        assertThat(fixture.requests()).filteredOn(kind -> kind != LIST).startsWith(GET);
        assertThat(fixture.count(UPDATE)).isEqualTo(1);
        assertThat(fixture.count(CREATE)).isZero();
        assertThat(way.run(operations.ensure(rule(1))).outcome()).isEqualTo(Outcome.PRESENT);
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralRulesThatDifferNoneIsReplaced(Way way) {
        assumeEffectsConflict();
        List<String> ids = List.of(fixture.add(fixture.otherEffect(1)), fixture.add(fixture.thirdEffect(1)));
        AmbiguousMatchException e =
                failure(way, AmbiguousMatchException.class, "ensure", operations.ensure(rule(1), OnDifference.REPLACE));
        assertThat(e.reason()).isEqualTo(AmbiguousMatchException.Reason.SEVERAL_RULES);
        assertThat(e.ids()).containsExactlyElementsOf(ids);
        assertThat(e.mayHaveBeenApplied()).isFalse();
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralRulesThatDifferAllAreReported(Way way) {
        assumeEffectsConflict();
        List<String> ids = List.of(fixture.add(fixture.otherEffect(1)), fixture.add(fixture.thirdEffect(1)));
        assertThat(failure(way, ExistingRuleDiffersException.class, "ensure", operations.ensure(rule(1)))
                        .ids())
                .containsExactlyElementsOf(ids);
        EnsureResult<R> kept = way.run(operations.ensure(rule(1), OnDifference.KEEP));
        assertThat(ids(kept.conflicts())).containsExactlyElementsOf(ids);
        assertThat(fixture.writes()).isZero();
    }

    /** The list may show a rule as it was; what somebody else did meanwhile is not overwritten. */
    @ParameterizedTest
    @EnumSource
    void aReplacedRuleIsReadAgainBefore(Way way) {
        assumeEffectsConflict();
        String id = addEarlier(fixture.otherEffect(1));
        afterTheListing(() -> fixture.change(id, rule(1)));
        EnsureResult<R> result = way.run(operations.ensure(rule(1), OnDifference.REPLACE));
        assertThat(result.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(result.rule().id()).isEqualTo(id);
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatMatchesSomethingElseMeanwhileIsNotReplaced(Way way) {
        assumeEffectsConflict();
        assumeTrue(!fixture.idIsMatch(), "what a rule matches is its id");
        String id = addEarlier(fixture.otherEffect(1));
        afterTheListing(() -> fixture.change(id, fixture.otherEffect(2)));
        AmbiguousMatchException e =
                failure(way, AmbiguousMatchException.class, "ensure", operations.ensure(rule(1), OnDifference.REPLACE));
        assertThat(e.ids()).containsExactly(id);
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatWasRemovedMeanwhileIsNotReplaced(Way way) {
        assumeEffectsConflict();
        String id = addEarlier(fixture.otherEffect(1));
        afterTheListing(() -> fixture.removeElsewhere(id));
        AmbiguousMatchException e =
                failure(way, AmbiguousMatchException.class, "ensure", operations.ensure(rule(1), OnDifference.REPLACE));
        assertThat(e.ids()).containsExactly(id);
        assertThat(fixture.writes()).isZero();
    }

    /** Where no rule of another effect matches the same, both may exist, and neither is in the way of the other. */
    @ParameterizedTest
    @EnumSource
    void aRuleOfAnotherEffectThatMatchesSomethingElseIsNoConflict(Way way) {
        assumeTrue(!fixture.effectsConflict(), "rules of different effects match the same");
        String other = fixture.add(fixture.otherEffect(1));
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.conflicts()).isEmpty();
        assertThat(fixture.storedIds()).containsExactly(other, result.rule().id());
    }

    private void assumeEffectsConflict() {
        assumeTrue(fixture.effectsConflict(), "rules of different effects match different things");
    }

    private void afterTheListing(Runnable action) {
        fixture.before(GET, fixture.readsWithListing() + 1, action);
    }

    /** Replaces wait for edits of the same rule, and edits for them. */
    @ParameterizedTest
    @EnumSource
    void aReplacementOfEnsureAndAnEditBothSurvive(Way way) {
        assumeEffectsConflict();
        String id = addEarlier(fixture.otherEffect(1));
        CompletableFuture<R> edit = new CompletableFuture<>();
        fixture.before(
                GET,
                fixture.readsWithListing() + 1,
                () -> forward(operations.edit(id, this::edited).executeAsync(), edit));
        assertThat(way.run(operations.ensure(rule(1), OnDifference.REPLACE)).outcome())
                .isEqualTo(Outcome.REPLACED);
        assertThat(fixture.text(edit.join())).isEqualTo("text, edited");
        assertThat(way.run(operations.ensure(rule(1))).outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(fixture.text(fixture.stored(id))).isEqualTo("text, edited");
    }

    private static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, e) -> {
            boolean unused = e == null ? to.complete(value) : to.completeExceptionally(e);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatDoesNotShowItsMatchMattersOnlyBeforeACreate(Way way) {
        Optional<String> hidden = fixture.addWithoutMatch();
        assumeTrue(hidden.isPresent(), "the vendor's rules show what they match");
        AmbiguousMatchException e = failure(way, AmbiguousMatchException.class, "ensure", operations.ensure(rule(1)));
        assertThat(e.reason()).isEqualTo(AmbiguousMatchException.Reason.UNDECIDABLE);
        assertThat(e.ids()).containsExactly(hidden.get());
        String equal = fixture.add(rule(1));
        assertThat(ids(way.run(operations.ensure(rule(1))).matches())).containsExactly(equal);
        if (fixture.effectsConflict()) {
            String different = fixture.add(fixture.otherEffect(2));
            assertThat(failure(way, ExistingRuleDiffersException.class, "ensure", operations.ensure(rule(2)))
                            .ids())
                    .containsExactly(different);
        }
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatDoesNotShowItsEffectIsAmbiguous(Way way) {
        Optional<String> hidden = fixture.addWithoutEffect(1);
        assumeTrue(hidden.isPresent(), "the vendor's rules show their effect");
        for (boolean equal : new boolean[] {false, true}) {
            if (equal) {
                String unused = fixture.add(rule(1));
            }
            for (OnDifference onDifference : OnDifference.values()) {
                AmbiguousMatchException e =
                        failure(way, AmbiguousMatchException.class, "ensure", operations.ensure(rule(1), onDifference));
                assertThat(e.reason()).isEqualTo(AmbiguousMatchException.Reason.UNDECIDABLE);
                assertThat(e.ids()).containsExactly(hidden.get());
                assertThat(e).hasMessageContaining(fixture.effectPath());
            }
        }
        assertThat(fixture.writes()).isZero();
    }

    // ------------------------------------------------------------------ 4: free text

    @ParameterizedTest
    @EnumSource
    void textDoesNotCountForEnsure(Way way) {
        String id = fixture.add(rule(1, "another text"));
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(result.rule().id()).isEqualTo(id);
        assertThat(fixture.text(result.rule())).isEqualTo("another text");
        assertThat(result.conflicts()).isEmpty();
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void textCountsForTheLookupAfterACreate(Way way) {
        fixture.before(LIST, 2, () -> fixture.add(rule(1, "text of another")));
        R created = way.run(operations.create(rule(1, "text of mine")));
        assertThat(fixture.text(created)).isEqualTo("text of mine");
        assertThat(created.id()).isEqualTo(fixture.storedIds().get(0));
        assertThat(waits()).isEmpty();
    }

    // ------------------------------------------------------------------ 5: outcomes

    @ParameterizedTest
    @EnumSource
    void aMissingRuleIsCreatedAndThenPresent(Way way) {
        String other = fixture.add(rule(2));
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.rule().id()).isNotEqualTo(other).isIn(fixture.storedIds());
        assertThat(ids(result.matches())).containsExactly(result.rule().id());
        assertThat(result.conflicts()).isEmpty();
        assertThat(result.differences()).isEmpty();
        EnsureResult<R> again = way.run(operations.ensure(rule(1)));
        assertThat(again.outcome()).isEqualTo(fixture.afterCreated());
        assertThat(again.rule().id()).isEqualTo(result.rule().id());
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatIsNotAppliedIsPresentInactive(Way way) {
        Optional<String> unapplied = fixture.addInactive(rule(1));
        assumeTrue(unapplied.isPresent(), "the vendor applies every rule");
        String inactive = unapplied.get();
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);
        assertThat(result.rule().id()).isEqualTo(inactive);
        String active = fixture.add(rule(1));
        result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(result.rule().id()).isEqualTo(active);
        assertThat(ids(result.matches())).containsExactlyInAnyOrder(inactive, active);
        assertThat(result.conflicts()).isEmpty();
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aConflictThatAppearsMeanwhileIsReported(Way way) {
        assumeEffectsConflict();
        List<String> conflict = new ArrayList<>();
        fixture.before(LIST, 2, () -> conflict.add(fixture.add(fixture.otherEffect(1))));
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ids(result.conflicts())).isEqualTo(conflict);
        assertThat(ids(result.matches()))
                .containsExactlyInAnyOrder(result.rule().id(), conflict.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void twoEqualNewRulesCannotBeDistinguished(Way way) {
        fixture.before(LIST, 2, () -> fixture.add(rule(1)));
        AppliedButUnconfirmedException e =
                unconfirmed(way, AmbiguousMatchException.class, "create", operations.create(rule(1)));
        assertThat(e.getCause()).isInstanceOfSatisfying(AmbiguousMatchException.class, cause -> assertThat(cause.ids())
                .containsExactlyInAnyOrderElementsOf(fixture.storedIds()));
        assertThat(fixture.storedIds()).hasSize(2);
    }

    // ------------------------------------------------------------------ 6: edit and replace

    @ParameterizedTest
    @EnumSource
    void anEditAndAReplacementReturnTheRuleAsItIsStored(Way way) {
        String id = addEarlier(rule(1));
        R edited = way.run(operations.edit(id, this::edited));
        assertThat(edited.id()).isEqualTo(id);
        assertThat(fixture.text(edited)).isEqualTo("text, edited");
        R replaced = way.run(operations.replace(id, fixture.withText(fixture.otherEffect(1), "third text")));
        assertThat(replaced.id()).isEqualTo(id);
        assertThat(replaced).isEqualTo(fixture.stored(id));
        assertThat(fixture.text(replaced)).isEqualTo("third text");
        assertThat(fixture.count(UPDATE)).isEqualTo(2);
        assertThat(waits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEditThatChangesNothingSendsNothing(Way way) {
        String id = fixture.add(rule(1));
        assertThat(way.run(operations.edit(id, rule -> rule)).id()).isEqualTo(id);
        assertThat(fixture.requests()).containsExactly(GET);
    }

    @ParameterizedTest
    @EnumSource
    void twoEditsOfOneRuleBothSurvive(Way way) {
        String id = addEarlier(rule(1));
        CompletableFuture<R> second = new CompletableFuture<>();
        fixture.before(
                GET,
                1,
                () -> forward(
                        operations
                                .edit(id, rule -> fixture.withText(rule, fixture.text(rule) + " b"))
                                .executeAsync(),
                        second));
        R first = way.run(operations.edit(id, rule -> fixture.withText(rule, fixture.text(rule) + " a")));
        assertThat(fixture.text(first)).isEqualTo("text a");
        assertThat(fixture.text(second.join())).isEqualTo("text a b");
        assertThat(fixture.text(fixture.stored(id))).isEqualTo("text a b");
    }

    @ParameterizedTest
    @EnumSource
    void aStaleReadAfterAnEditIsRepeated(Way way) {
        String id = addEarlier(rule(1));
        fixture.readStale(id, 3); // the first is the edit's own, before it writes
        fixture.next(UPDATE, UNSHOWN);
        R edited = way.run(operations.edit(id, this::edited));
        assertThat(fixture.text(edited)).isEqualTo("text, edited");
        assertThat(waits()).containsExactly(seconds(1), seconds(1));
        assertThat(fixture.count(UPDATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStaleReadAfterAReplacementIsRepeated(Way way) {
        String id = addEarlier(rule(1));
        fixture.readStale(id, 3);
        fixture.next(UPDATE, UNSHOWN);
        R replaced = way.run(operations.replace(id, fixture.otherEffect(1)));
        assertThat(replaced).isEqualTo(fixture.stored(id));
        assertThat(waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(fixture.count(UPDATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatIsMissingRightAfterAnUpdateIsReadAgain(Way way) {
        String id = addEarlier(rule(1));
        fixture.react(UPDATE, List.of(), UNSHOWN);
        fixture.next(GET, NORMAL, MISSING, NORMAL);
        assertThat(fixture.text(way.run(operations.edit(id, this::edited)))).isEqualTo("text, edited");
        assertThat(waits()).containsExactly(seconds(1));
        fixture.react(GET, List.of(), MISSING);
        AppliedButUnconfirmedException e =
                unconfirmed(way, NotFoundException.class, "replace", operations.replace(id, rule(1)));
        assertThat(e).hasMessageContaining(id);
        assertThat(waits()).endsWith(seconds(1), seconds(1), seconds(2));
    }

    @ParameterizedTest
    @EnumSource
    void anEditOfWhichEveryReadIsStaleIsUnconfirmedAfterFourSeconds(Way way) {
        String id = addEarlier(rule(1));
        fixture.next(UPDATE, IGNORED);
        AppliedButUnconfirmedException e =
                failure(way, AppliedButUnconfirmedException.class, "edit", operations.edit(id, this::edited));
        assertThat(waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(e.differences()).hasSize(1);
        assertThat(e).hasMessageContaining(e.differences().get(0).path());
        assertThat(fixture.count(UPDATE)).isEqualTo(1);
    }

    /** 7 as well: the message names the fields. */
    @ParameterizedTest
    @EnumSource
    void aChangedRuleThatDiffersIsReportedAtOnce(Way way) {
        String id = addEarlier(rule(1));
        fixture.storeDifferently();
        AppliedButUnconfirmedException e =
                failure(way, AppliedButUnconfirmedException.class, "edit", operations.edit(id, this::edited));
        assertThat(waits()).isEmpty();
        assertThat(e.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.path().startsWith(fixture.effectPath()));
        assertThat(e).hasMessageContaining(e.differences().get(0).path()).hasMessageContaining(id);
        assertThat(e.sent()).contains("text, edited");
    }

    @ParameterizedTest
    @EnumSource
    void aResponseThatShowsAPartOfTheRuleIsNoProof(Way way) {
        assumeTrue(fixture.showsUpdates(), "the vendor's updates show nothing");
        String id = addEarlier(rule(1));
        fixture.next(UPDATE, SHOWN_IN_PART);
        assertThat(fixture.text(way.run(operations.edit(id, this::edited)))).isEqualTo("text, edited");
        assertThat(fixture.requests()).containsExactly(GET, UPDATE, GET);
        assertThat(waits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aReplacementThatIsStoredDifferentlyNamesTheFields(Way way) {
        String id = addEarlier(rule(1));
        fixture.storeDifferently();
        AppliedButUnconfirmedException e = failure(
                way, AppliedButUnconfirmedException.class, "replace", operations.replace(id, fixture.otherEffect(1)));
        assertThat(e.differences()).isNotEmpty();
        assertThat(e).hasMessageContaining(e.differences().get(0).path()).hasMessageContaining(id);
    }

    // ------------------------------------------------------------------ 7: differences after a create

    @ParameterizedTest
    @EnumSource
    void aNewRuleThatIsStoredDifferentlyNamesTheFields(Way way) {
        fixture.storeDifferently();
        for (String verb : List.of("create", "ensure")) {
            ApiCall<?> call = verb.equals("create") ? operations.create(rule(1)) : operations.ensure(rule(2));
            AppliedButUnconfirmedException e = failure(way, AppliedButUnconfirmedException.class, verb, call);
            assertThat(e.differences())
                    .isNotEmpty()
                    .allMatch(difference -> difference.path().startsWith(fixture.effectPath()));
            assertThat(e)
                    .hasMessageContaining(e.differences().get(0).path())
                    .hasMessageContaining(
                            fixture.storedIds().get(fixture.storedIds().size() - 1));
        }
        assertThat(fixture.count(CREATE)).isEqualTo(2);
    }

    // ------------------------------------------------------------------ 8: lost responses

    @ParameterizedTest
    @EnumSource
    void aLostCreateThatWasAppliedIsTheResult(Way way) {
        String old = fixture.add(rule(1));
        fixture.next(CREATE, LOST_APPLIED, LOST_APPLIED, UNAVAILABLE_APPLIED);
        fixture.listLag(seconds(2));
        R created = way.run(operations.create(rule(1)));
        assertThat(fixture.storedIds()).containsExactly(old, created.id());
        assertThat(waits()).containsExactly(seconds(1), seconds(1));
        fixture.listLag(Duration.ZERO);
        assertAcknowledged(way, operations.create(rule(2)));
        assertThat(way.run(operations.create(rule(3))).id())
                .isEqualTo(fixture.storedIds().get(3));
        assertThat(fixture.count(CREATE)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aLostEnsureThatWasAppliedIsCreated(Way way) {
        fixture.next(CREATE, LOST_APPLIED, LOST_APPLIED);
        EnsureResult<R> result = way.run(operations.ensure(rule(1)));
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ids(result.matches())).isEqualTo(fixture.storedIds());
        assertAcknowledged(way, operations.ensure(rule(2)));
        assertThat(fixture.count(CREATE)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aLostEditOrReplacementThatWasAppliedIsTheResult(Way way) {
        String id = addEarlier(rule(1));
        fixture.next(UPDATE, LOST_APPLIED, LOST_APPLIED, UNAVAILABLE_APPLIED, LOST_APPLIED);
        assertThat(fixture.text(way.run(operations.edit(id, this::edited)))).isEqualTo("text, edited");
        assertThat(fixture.text(way.run(operations.replace(id, rule(1, "another text")))))
                .isEqualTo("another text");
        assertThat(fixture.text(way.run(operations.edit(id, this::edited)))).isEqualTo("another text, edited");
        assertAcknowledged(way, operations.edit(id, rule -> fixture.withText(rule, "last text")));
        assertThat(fixture.count(UPDATE)).isEqualTo(4);
        assertThat(waits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLostReplacementOfEnsureThatWasAppliedIsReplaced(Way way) {
        assumeEffectsConflict();
        String id = addEarlier(fixture.otherEffect(1));
        fixture.next(UPDATE, LOST_APPLIED);
        EnsureResult<R> result = way.run(operations.ensure(rule(1), OnDifference.REPLACE));
        assertThat(result.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(result.rule().id()).isEqualTo(id);
        assertThat(fixture.count(UPDATE)).isEqualTo(1);
    }

    /** An equal rule that was there before is not the new one. */
    @ParameterizedTest
    @EnumSource
    void aLostCreateThatWasNotAppliedIsAnError(Way way) {
        String old = fixture.add(rule(1));
        fixture.next(CREATE, LOST_UNAPPLIED, LOST_UNAPPLIED, UNAVAILABLE);
        assertLost(failure(way, TransportException.class, "create", operations.create(rule(1))));
        assertLost(failure(way, TransportException.class, "ensure", operations.ensure(rule(2))));
        assertLost(failure(way, ServerException.class, "create", operations.create(rule(1))));
        assertThat(fixture.storedIds()).containsExactly(old);
        assertThat(fixture.count(CREATE)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aLostUpdateThatWasNotAppliedIsAnError(Way way) {
        String id = addEarlier(rule(1));
        String different = addEarlier(fixture.otherEffect(2));
        fixture.next(UPDATE, LOST_UNAPPLIED, LOST_UNAPPLIED, UNAVAILABLE);
        assertLost(failure(way, TransportException.class, "edit", operations.edit(id, this::edited)));
        assertLost(failure(way, TransportException.class, "replace", operations.replace(id, fixture.otherEffect(1))));
        assertLost(failure(way, ServerException.class, "edit", operations.edit(id, this::edited)));
        if (fixture.effectsConflict()) {
            fixture.next(UPDATE, LOST_UNAPPLIED);
            assertLost(
                    failure(way, TransportException.class, "ensure", operations.ensure(rule(2), OnDifference.REPLACE)));
        }
        assertThat(fixture.text(fixture.stored(id))).isEqualTo("text");
        assertThat(different).isIn(fixture.storedIds());
        assertThat(fixture.count(UPDATE)).isEqualTo(fixture.effectsConflict() ? 4 : 3);
    }

    /** The change is not the call's own, so that it proves nothing. */
    @ParameterizedTest
    @EnumSource
    void aRuleThatSomebodyElseChangedAfterALostUpdateIsNoProof(Way way) {
        String id = addEarlier(rule(1));
        fixture.next(UPDATE, LOST_UNAPPLIED);
        fixture.before(GET, 2, () -> fixture.change(id, rule(1, "text of another")));
        assertLost(failure(way, TransportException.class, "edit", operations.edit(id, this::edited)));
        assertThat(fixture.text(fixture.stored(id))).isEqualTo("text of another");
    }

    private void assertLost(SdkException e) {
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e).hasMessageContaining("Look again").hasMessageContaining("may have been applied");
        assertThat(waits()).endsWith(seconds(1), seconds(1), seconds(2));
    }

    @ParameterizedTest
    @EnumSource
    void aLostWriteThatCannotBeLookedForIsAnError(Way way) {
        fixture.next(CREATE, LOST_APPLIED);
        fixture.react(LIST, List.of(NORMAL), UNAVAILABLE);
        TransportException e = failure(
                way,
                TransportException.class,
                "create",
                operations.create(rule(1)).with(NO_RETRIES));
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e).hasMessageContaining("Look again");
        assertThat(e.getSuppressed())
                .hasOnlyElementsOfType(ServerException.class)
                .hasSize(1);
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    // ------------------------------------------------------------------ 11, 12, 15

    @Test
    void onlyARuleOfTheServiceHasAnId() {
        R rule = rule(1);
        if (!fixture.idIsMatch()) {
            assertThat(rule.hasId()).isFalse();
            assertThatThrownBy(rule::id)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("id");
        }
        R created = operations.create(rule).execute();
        assertThat(created.hasId()).isTrue();
        assertThat(operations.get(created.id()).execute()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a\ud800"})
    void anInvalidIdIsRejectedAtTheCallSite(String id) {
        List<Consumer<String>> calls = List.of(
                bad -> ignore(operations.get(bad)),
                bad -> ignore(operations.replace(bad, rule(1))),
                bad -> ignore(operations.edit(bad, rule -> rule)),
                bad -> ignore(operations.remove(bad)));
        for (Consumer<String> call : calls) {
            assertThatThrownBy(() -> call.accept(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("id: ");
        }
        assertThat(fixture.requests()).isEmpty();
    }

    private static void ignore(ApiCall<?> call) {
        assertThat(call).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingRuleIsNotFound(Way way) {
        NotFoundException e = failure(way, NotFoundException.class, "get", operations.get("missing"));
        assertThat(e.mayHaveBeenApplied()).isFalse();
        failure(way, NotFoundException.class, "edit", operations.edit("missing", this::edited));
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleIsRemoved(Way way) {
        String id = fixture.add(rule(1));
        way.run(operations.remove(id));
        assertThat(fixture.storedIds()).isEmpty();
        String second = fixture.add(rule(2));
        fixture.react(Kind.OTHER, List.of(REFUSED), NORMAL);
        failure(way, ApiException.class, "remove", operations.remove(second));
        assertThat(fixture.storedIds()).containsExactly(second);
    }

    // ------------------------------------------------------------------ faults between the steps

    @ParameterizedTest
    @EnumSource
    void aListThatFailsBeforeAWriteIsAPlainError(Way way) {
        fixture.react(LIST, List.of(), UNAVAILABLE);
        for (String verb : List.of("create", "createAll", "ensure")) {
            ServerException e = failure(way, ServerException.class, verb, creation(verb, 1));
            assertThat(e.mayHaveBeenApplied()).isFalse();
        }
        assertThat(fixture.writes()).isZero();
    }

    /** Returns a call that creates a rule, or two, with the numbers from here. */
    private ApiCall<?> creation(String verb, int number) {
        return switch (verb) {
            case "create" -> operations.create(rule(number)).with(NO_RETRIES);
            case "createAll" ->
                operations.createAll(List.of(rule(number), rule(number + 1))).with(NO_RETRIES);
            default -> operations.ensure(rule(number)).with(NO_RETRIES);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "ensure"})
    void aLookupThatFailsIsUnconfirmed(String verb) {
        fixture.react(LIST, List.of(NORMAL), UNAVAILABLE);
        unconfirmed(Way.BLOCKING, ServerException.class, verb, creation(verb, 1));
        fixture.react(LIST, List.of(NORMAL), RATE_LIMITED);
        unconfirmed(Way.ASYNC, RateLimitException.class, verb, creation(verb, 3));
        fixture.react(LIST, List.of(NORMAL), REFUSED);
        unconfirmed(Way.BLOCKING, ApiException.class, verb, creation(verb, 5));
        fixture.react(LIST, List.of(NORMAL), LOST_UNAPPLIED);
        unconfirmed(Way.ASYNC, TransportException.class, verb, creation(verb, 7));
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineDuringTheLookupIsUnconfirmed(Way way) {
        fixture.listLag(LONG_LAG);
        CallOptions deadline =
                CallOptions.builder().deadline(Duration.ofMillis(3_001)).build();
        AppliedButUnconfirmedException e = unconfirmed(
                way,
                DeadlineExceededException.class,
                "create",
                operations.create(rule(1)).with(deadline));
        assertThat(e).hasMessageContaining("do not send it again");
        assertThat(waits()).containsExactly(seconds(1), seconds(1));
        unconfirmed(
                way,
                DeadlineExceededException.class,
                "ensure",
                operations.ensure(rule(2)).with(deadline));
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineWhileALostWriteIsLookedForIsAnError(Way way) {
        fixture.listLag(LONG_LAG);
        fixture.next(CREATE, LOST_APPLIED);
        CallOptions deadline =
                CallOptions.builder().deadline(Duration.ofMillis(3_001)).build();
        TransportException e = failure(
                way,
                TransportException.class,
                "create",
                operations.create(rule(1)).with(deadline));
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e).hasMessageContaining("Look again");
        assertThat(e.getSuppressed()).hasOnlyElementsOfType(DeadlineExceededException.class);
        assertThat(waits()).containsExactly(seconds(1), seconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedWriteIsAPlainError(Way way) {
        String id = addEarlier(fixture.otherEffect(1));
        fixture.react(CREATE, List.of(), REFUSED);
        fixture.react(UPDATE, List.of(), REFUSED);
        List<ApiException> refusals = List.of(
                failure(way, ApiException.class, "create", operations.create(rule(2))),
                failure(way, ApiException.class, "ensure", operations.ensure(rule(2))),
                failure(way, ApiException.class, "ensure", operations.ensure(rule(1), OnDifference.REPLACE)),
                failure(way, ApiException.class, "edit", operations.edit(id, this::edited)),
                failure(way, ApiException.class, "replace", operations.replace(id, rule(1))));
        assertThat(refusals).noneMatch(SdkException::mayHaveBeenApplied);
        int replaced = fixture.effectsConflict() ? 1 : 0; // else, what is missing beside the other one is created
        assertThat(fixture.count(CREATE)).isEqualTo(3 - replaced);
        assertThat(fixture.count(UPDATE)).isEqualTo(2 + replaced);
        assertThat(waits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatFailsAfterAnUpdateIsUnconfirmed(Way way) {
        String id = addEarlier(rule(1));
        fixture.react(UPDATE, List.of(), UNSHOWN);
        fixture.react(GET, List.of(NORMAL), UNAVAILABLE);
        unconfirmed(
                way,
                ServerException.class,
                "edit",
                operations.edit(id, this::edited).with(NO_RETRIES));
        fixture.react(GET, List.of(), RATE_LIMITED);
        unconfirmed(
                way,
                RateLimitException.class,
                "replace",
                operations.replace(id, rule(1)).with(NO_RETRIES));
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatFailsBeforeAnUpdateIsAPlainError(Way way) {
        String id = addEarlier(rule(1));
        fixture.react(GET, List.of(), UNAVAILABLE);
        ServerException e = failure(
                way,
                ServerException.class,
                "edit",
                operations.edit(id, this::edited).with(NO_RETRIES));
        assertThat(e.mayHaveBeenApplied()).isFalse();
        assertThat(fixture.writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatThrowsWritesNothingAndHoldsNothing(Way way) {
        String id = addEarlier(rule(1));
        ApiCall<R> failing = operations.edit(id, rule -> {
            throw new UnsupportedOperationException("by the user");
        });
        assertThatThrownBy(() -> way.run(failing)).hasStackTraceContaining("by the user");
        assertThat(fixture.writes()).isZero();
        assertThat(fixture.text(way.run(operations.edit(id, this::edited)))).isEqualTo("text, edited");
    }

    // ------------------------------------------------------------------ cancellation, interruption, concurrency

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptAfterTheCreateHoldsNothing(boolean ensure) {
        fixture.listLag(LONG_LAG);
        Thread caller = Thread.currentThread();
        fixture.before(LIST, 2, caller::interrupt);
        ApiCall<?> call = ensure ? operations.ensure(rule(1)) : operations.create(rule(1));
        AppliedButUnconfirmedException e = catchThrowableOfType(AppliedButUnconfirmedException.class, call::execute);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e).hasCauseInstanceOf(InterruptedCallException.class);
        assertThat(e.operation()).isEqualTo(fixture.className() + (ensure ? ".ensure" : ".create"));
        assertEnsureProceeds();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancellationAfterTheCreateHoldsNothing(boolean ensure) {
        fixture.listLag(LONG_LAG);
        CompletableFuture<CompletableFuture<?>> running = new CompletableFuture<>();
        fixture.before(LIST, 2, () -> running.join().cancel(true));
        ApiCall<?> call = ensure ? operations.ensure(rule(1)) : operations.create(rule(1));
        CompletableFuture<?> future = call.executeAsync();
        running.complete(future);
        assertThatThrownBy(future::join).isInstanceOf(java.util.concurrent.CancellationException.class);
        assertEnsureProceeds();
    }

    @Test
    void anInterruptWhileALostCreateIsLookedForHoldsNothing() {
        fixture.listLag(LONG_LAG);
        fixture.next(CREATE, LOST_APPLIED);
        Thread caller = Thread.currentThread();
        fixture.before(LIST, 2, caller::interrupt);
        InterruptedCallException e = catchThrowableOfType(
                InterruptedCallException.class, () -> operations.ensure(rule(1)).execute());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e.operation()).isEqualTo(fixture.className() + ".ensure");
        assertEnsureProceeds();
    }

    private void assertEnsureProceeds() {
        fixture.listLag(Duration.ZERO);
        EnsureResult<R> after = operations.ensure(rule(1)).executeAsync().join();
        assertThat(after.outcome()).isEqualTo(fixture.afterCreated());
        assertThat(fixture.storedIds()).containsExactly(after.rule().id());
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    @Test
    void aCancellationOfAWaitingEnsureHoldsNothing() {
        CompletableFuture<EnsureResult<R>> second = new CompletableFuture<>();
        fixture.before(LIST, 2, () -> {
            CompletableFuture<EnsureResult<R>> waiting =
                    operations.ensure(rule(1)).executeAsync();
            assertThat(waiting.cancel(true)).isTrue();
            forward(operations.ensure(rule(1)).executeAsync(), second);
        });
        EnsureResult<R> first = operations.ensure(rule(1)).execute();
        assertThat(first.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(second.join().outcome()).isEqualTo(fixture.afterCreated());
        assertThat(fixture.count(CREATE)).isEqualTo(1);
    }

    @Test
    void ensureInParallelCreatesOne() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<EnsureResult<R>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Way way = i % 2 == 0 ? Way.BLOCKING : Way.ASYNC;
                results.add(pool.submit(() -> {
                    start.await();
                    return way.run(fixture.operations().ensure(rule(1)));
                }));
            }
            start.countDown();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<EnsureResult<R>> result : results) {
                outcomes.add(result.get(20, TimeUnit.SECONDS).outcome());
            }
            assertThat(outcomes)
                    .containsOnlyOnce(Outcome.CREATED)
                    .containsOnly(Outcome.CREATED, fixture.afterCreated());
            assertThat(fixture.storedIds()).hasSize(1);
            assertThat(fixture.count(CREATE)).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
