/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.internal.DetectionRuleComparator;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionBehavior.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the outcomes of {@code ensure} and of the equality of exceptions. */
class EnsureTest {
    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    private static DetectionExceptionRule rule() {
        return DetectionExceptionRule.windows("one")
                .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(DetectionFixture.SHA256, DetectionFixture.OTHER_SHA256))
                .build();
    }

    private EnsureResult<DetectionExceptionRule> ensure(OnDifference onDifference) {
        return f.client.exceptions().ensure(rule(), onDifference).execute();
    }

    @Test
    void createdThenPresentNotInForceThenPresent() {
        EnsureResult<DetectionExceptionRule> created = ensure(OnDifference.FAIL);
        assertThat(created.outcome()).isEqualTo(Outcome.CREATED);
        String id = created.rule().id();
        assertThat(ensure(OnDifference.FAIL).outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);

        String set = f.service.addRuleSet(DetectionFixture.text("ruleset.json"));
        f.client
                .ruleSets()
                .enable(set, id, RuleSelection.named("Unsigned Child"))
                .execute();
        EnsureResult<DetectionExceptionRule> present = ensure(OnDifference.FAIL);
        assertThat(present.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(present.rule().id()).isEqualTo(id);
        assertThat(f.service.exceptions()).hasSize(1);
    }

    @Test
    void anotherEffectUnderThatNameFailsIsKeptOrReplaced() {
        String id = f.service.add("{\"Name\":\"one\",\"States\":[{\"Name\":\"other\",\"x\":1.50}]}");
        assertThatThrownBy(() -> ensure(OnDifference.FAIL))
                .isInstanceOfSatisfying(ExistingRuleDiffersException.class, e -> {
                    assertThat(e.ids()).containsExactly(id);
                    assertThat(e.differences()).isNotEmpty();
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        assertThat(ensure(OnDifference.KEEP).outcome()).isEqualTo(Outcome.KEPT);
        assertThat(f.service.writes().stream().filter(call -> !call.authentication()))
                .isEmpty();

        EnsureResult<DetectionExceptionRule> replaced = ensure(OnDifference.REPLACE);
        assertThat(replaced.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(replaced.rule().id()).isEqualTo(id);
        assertThat(replaced.differences()).isNotEmpty();
        assertThat(ensure(OnDifference.FAIL).outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);
    }

    @Test
    void whichOfSeveralToReplaceIsNotGuessed() {
        f.service.add("{\"Name\":\"one\",\"States\":[{\"Name\":\"a\"}]}");
        f.service.add("{\"Name\":\"one\",\"States\":[{\"Name\":\"b\"}]}");
        assertThatThrownBy(() -> ensure(OnDifference.REPLACE))
                .isInstanceOfSatisfying(
                        AmbiguousMatchException.class, e -> assertThat(e.ids()).hasSize(2));
    }

    @Test
    void equalOnesAreAllReported() {
        ensure(OnDifference.FAIL);
        f.service.add(f.service.received().values().iterator().next());
        assertThat(ensure(OnDifference.FAIL).matches()).hasSize(2);
        assertThat(f.service.exceptions()).hasSize(2);
    }

    @Test
    void anotherWritersEqualOneIsReportedAfterCreating() {
        boolean[] done = new boolean[1];
        f.service.behavior().concurrentWriter(() -> {
            if (!done[0]) {
                done[0] = true;
                f.service.add(f.service.received().values().iterator().next());
            }
        });
        EnsureResult<DetectionExceptionRule> created = ensure(OnDifference.FAIL);
        assertThat(created.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(created.matches()).hasSize(2);
    }

    @Test
    void fromManyThreadsAndTwoClientsItIsCreatedOnce() {
        try (DetectionClient other =
                DetectionFixture.client(f.service).clock(f.time).build()) {
            List<CompletableFuture<EnsureResult<DetectionExceptionRule>>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                DetectionClient client = i % 2 == 0 ? f.client : other;
                all.add(CompletableFuture.supplyAsync(
                        () -> client.exceptions().ensure(rule()).execute()));
            }
            assertThat(all.stream().map(CompletableFuture::join).filter(e -> e.outcome() == Outcome.CREATED))
                    .hasSize(1);
        }
        assertThat(f.service.exceptions()).hasSize(1);
    }

    @Test
    void aServiceThatReturnsNothingForACreate() {
        f.service.behavior().createResponse(201, false, Body.NONE);
        assertThat(ensure(OnDifference.FAIL).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ensure(OnDifference.FAIL).outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);
    }

    private static final String BASE = "{'Name':'n','Product':{'Name':'Optics'},'OperatingSystems':[{'Name':'macOS'}],"
            + "'States':[{'Name':'s','Scope':'Global','Function':'a','FieldOperators':{'a':{'Type':'EqualsAny',"
            + "'Operands':[{'Source':'TargetFile','Data':'Path'},{'Source':'LiteralSet','Data':['x','Y']}],"
            + "'OperandType':'string','Options':{'IgnoreCase':true}}}}]}";

    private static boolean equal(String one, String other) {
        JsonCodec codec = JsonCodec.anyCase();
        return DetectionRuleComparator.INSTANCE
                .differences(
                        codec.read(DetectionExceptionRule.class, one.replace('\'', '"')),
                        codec.read(DetectionExceptionRule.class, other.replace('\'', '"')))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'Name':'n',# 'Name':'n','Id':'1','Version':7,",
                "['x','Y']# ['Y','x']",
                "['x','Y']# ['X','y']",
                "'Name':'Optics'# 'Name':'CylanceOPTICS'",
                "'Function':'a'# 'Function':' a '",
                "'Name':'macOS'# 'Name':'MacOS'",
                "'Scope':'Global'# 'Scope':'global'",
                "'OperandType':'string'# 'OperandType':'String'",
                "'Data':'Path'# 'Data':['Path']",
                "'Name':'s'# 'Name':'s','Filters':[],'States':null,'HarvestContributingEvent':false",
                "'Name':'n',# 'name':'n','Origin':{'x':1},",
                "'FieldOperators'# 'fieldOperators'"
            })
    void countsAsEqual(String was, String is) {
        assertThat(BASE).contains(was.strip());
        assertThat(equal(BASE, BASE.replace(was.strip(), is.strip()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "['x','Y']# ['x']",
                "['x','Y']# ['x','Y','z']",
                "'IgnoreCase':true# 'IgnoreCase':false",
                "'Function':'a'# 'Function':'!a'",
                "'Name':'s'# 'Name':'s','Filters':[{'Type':'Event'}]",
                "'Name':'s'# 'Name':'s','Negate':true",
                "'States':[{# 'States':[{'Name':'extra'},{",
                "'Name':'n',# 'Name':'n','Paths':[{'StateNames':['s']}],",
                "'Name':'n',# 'Name':'n','NotValidAfter':'2020-01-01T00:00:00Z',",
                "'Data':'Path'},# 'Data':'Path'},{'Source':'Literal','Data':'z'},",
                "'FieldOperators':{# 'FieldOperators':{'b':{'Type':'EqualsAny'},",
                "'Data':'Path'# 'Data':'Directory'",
                "'Name':'macOS'# 'Name':'Windows'"
            })
    void differs(String was, String is) {
        assertThat(BASE).contains(was.strip());
        assertThat(equal(BASE, BASE.replace(was.strip(), is.strip()))).isFalse();
    }

    @Test
    void caseCountsUnlessTheOperatorIgnoresItOrItIsAHash() {
        String sensitive = BASE.replace("'IgnoreCase':true", "'IgnoreCase':false");
        assertThat(equal(sensitive, sensitive.replace("'x'", "'X'"))).isFalse();
        String hash = sensitive.replace("'Data':'Path'", "'Data':'Sha256Hash'");
        assertThat(equal(hash, hash.replace("'x'", "'X'"))).isTrue();
        String one = BASE.replace("['x','Y']", "['x']");
        assertThat(equal(one, BASE.replace("['x','Y']", "'x'"))).isTrue();
    }
}
