/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.ConflictException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionBehavior.Body;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of create, replace and deactivate, with every kind of response. */
class CreateTest {
    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    private static DetectionExceptionRule rule(String name) {
        return DetectionExceptionRule.windows(name)
                .when(Facet.TARGET_FILE_PATH.containsAny("\\build\\"))
                .description("TICKET-4711")
                .build();
    }

    private DetectionExceptionRule create(String name) {
        return f.client.exceptions().create(rule(name)).execute();
    }

    private int posts() {
        return f.service.requests("POST", "/exceptions/v2").size();
    }

    @Test
    void theIdComesFromTheBody() {
        DetectionExceptionRule created = create("one");
        assertThat(f.service.exceptions()).containsOnlyKeys(created.id());
        f.service.behavior().createResponse(201, false, Body.ID);
        DetectionExceptionRule second = create("two");
        assertThat(second.states()).hasSize(1);
        assertThat(f.service.exceptions()).containsKey(second.id());
    }

    @Test
    void elseFromTheLocation() {
        f.service.behavior().createResponse(201, true, Body.NONE);
        String id = create("one").id();
        assertThat(f.service.exceptions()).containsOnlyKeys(id);
    }

    @Test
    void elseByNameAmongThoseThatWereNotThereBefore() {
        f.service.behavior().createResponse(200, false, Body.NONE).listLag(Duration.ofSeconds(3));
        create("same");
        f.time.advance(Duration.ofMinutes(1));
        Map<String, String> before = f.service.exceptions();
        f.service.behavior().concurrentWriter(() -> f.service.add("{\"Name\":\"another's\"}"));
        DetectionExceptionRule created = create("same");
        assertThat(before).doesNotContainKey(created.id());
        assertThat(f.service.exceptions()).containsKey(created.id());
        assertThat(f.time.sleeps()).contains(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(posts()).isEqualTo(2);
    }

    @Test
    void twoEqualOnesThatAppearAtOnceCannotBeDistinguished() {
        f.service
                .behavior()
                .createResponse(200, false, Body.NONE)
                .concurrentWriter(() ->
                        f.service.add(f.service.received().values().iterator().next()));
        assertThatThrownBy(() -> create("same"))
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("several equal ones");
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void whatIsNeverListedIsAppliedAllTheSame() {
        f.service.behavior().createResponse(200, false, Body.NONE).listLag(Duration.ofHours(1));
        assertThatThrownBy(() -> create("one")).isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> {
            assertThat(e.mayHaveBeenApplied()).isTrue();
            assertThat(e.sent()).contains("TICKET-4711");
            assertThat(e.operation()).isEqualTo("DetectionExceptions.create");
        });
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void aFailedLookupNeverLooksLikeARefusedCreate() {
        f.service.behavior().createResponse(200, false, Body.ID);
        f.service.faults().when("GET", "/exceptions/v2/").always(Fault.status(429));
        assertThatThrownBy(() -> create("one"))
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasCauseInstanceOf(RateLimitException.class);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void whatIsStoredOtherwiseIsAnErrorWithTheDifference() {
        f.service.behavior().storesDifferently(sent -> sent.put("Description", "something else"));
        assertThatThrownBy(() -> create("one"))
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.differences())
                        .singleElement()
                        .satisfies(d -> assertThat(d.path()).isEqualTo("Description")));
    }

    @Test
    void aTakenNameWithEqualContentIsPresent() {
        f.service.behavior().uniqueNames(true);
        DetectionExceptionRule first = create("one");
        assertThat(create("one").id()).isEqualTo(first.id());
        assertThat(f.service.exceptions()).hasSize(1);
    }

    @Test
    void aTakenNameWithEqualContentIsPresentAlsoAmongOthers() {
        f.service.behavior().uniqueNames(true);
        String there = create("b").id();
        List<DetectionExceptionRule> all = f.client
                .exceptions()
                .createAll(List.of(rule("a"), rule("b"), rule("c")))
                .execute()
                .rules();
        assertThat(all).extracting(r -> r.name().orElse("")).containsExactly("a", "b", "c");
        assertThat(all.get(1).id()).isEqualTo(there);
        assertThat(f.service.exceptions()).hasSize(3);
    }

    @Test
    void aTakenNameWithOtherContentIsAConflictThatNamesTheId() {
        f.service.behavior().uniqueNames(true);
        String id = f.service.add("{\"Name\":\"one\",\"States\":[{\"Name\":\"other\"}]}");
        assertThatThrownBy(() -> create("one"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(id)
                .satisfies(e ->
                        assertThat(((ConflictException) e).mayHaveBeenApplied()).isFalse());
    }

    @Test
    void theListIsReadBeforeOnlyUntilTheServiceHasReturnedAnId() {
        create("one");
        create("two");
        assertThat(f.service.requests().stream().filter(call -> call.query().contains("page=")))
                .hasSize(1);
    }

    @Test
    void createAllSendsEachOnce() {
        var all = f.client
                .exceptions()
                .createAll(List.of(rule("a"), rule("b"), rule("c")))
                .execute()
                .rules();
        assertThat(all).extracting(r -> r.name().orElse("")).containsExactly("a", "b", "c");
        assertThat(posts()).isEqualTo(3);
    }

    @Test
    void replaceSendsTheWholeDocumentWithoutIdAndVersion() {
        String id = create("one").id();
        DetectionExceptionRule after = f.client
                .exceptions()
                .replace(id, rule("renamed").withEntityId("ignored").withVersion(9))
                .execute();
        assertThat(after.name()).contains("renamed");
        assertThat(after.id()).isEqualTo(id);
        assertThat(after.version()).hasValue(2);
        assertThat(f.service.requests("PUT", "/exceptions/v2/").get(0).body()).doesNotContain("ignored", "Version\":9");
    }

    @Test
    void aReplaceWithAnEmptyResponseIsReadBack() {
        String id = create("one").id();
        f.service.faults().when("PUT", "/exceptions/v2/").next(Fault.emptyBody(204));
        assertThat(f.client
                        .exceptions()
                        .edit(id, r -> r.withDescription("new"))
                        .execute()
                        .description())
                .contains("new");
    }

    @Test
    void anEditOfSomebodyElsesMeanwhileIsNoError() {
        f.service.behavior().versionStep(2);
        String id = create("one").id();
        assertThat(f.client
                        .exceptions()
                        .edit(id, r -> r.withDescription("new"))
                        .execute()
                        .version())
                .hasValue(3);
    }

    @Test
    void deactivateHasNoBodyAndTheRuleSetsForgetIt() {
        String id = create("one").id();
        f.client.exceptions().deactivate(id).execute();
        assertThat(f.service.requests("POST", "/exceptions/v2/" + id))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.bodyBytes()).isEmpty();
                    assertThat(call.path()).isEqualTo("/exceptions/v2/" + id + "/deactivate");
                });
        assertThat(f.service.exceptions()).isEmpty();
    }

    @Test
    void aDeactivationWhoseResponseGotLostIsDone() {
        String id = create("one").id();
        f.service.faults().when("POST", "/exceptions/v2/" + id).next(Fault.closeAfterApplying());
        f.client.exceptions().remove(id).execute();
        assertThat(f.service.exceptions()).isEmpty();
    }

    @Test
    void aMissThatMayBeABadKeyIsNotTakenForDone() {
        String id = create("one").id();
        f.service.faults().when("POST", "/exceptions/v2/" + id).next(Fault.closeWithoutApplying(), Fault.status(404));
        f.service.faults().when("GET", "/exceptions/v2").always(Fault.status(404));
        assertThatThrownBy(() -> f.client.exceptions().remove(id).execute())
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageContaining("404 for both");
        assertThat(f.service.exceptions()).containsKey(id);
    }

    @Test
    void aMissIsAMiss() {
        assertThatThrownBy(() -> f.client.exceptions().get("none").execute())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> f.client.exceptions().deactivate("none").execute())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a403NamesTheScope() {
        f.service.addApplication(
                new DetectionSimulator.Credentials("t", "a", "s"), "opticsexception:list", "opticsexception:read");
        try (DetectionClient reader = DetectionFixture.client(f.service)
                .credentials(dev.waiver.detection.auth.ApplicationCredentials.of("t", "a", "s"))
                .clock(f.time)
                .build()) {
            assertThatThrownBy(() -> reader.exceptions().create(rule("x")).execute())
                    .isInstanceOfSatisfying(PermissionException.class, e -> {
                        assertThat(e).hasMessageContaining("opticsexception:create");
                        assertThat(e.errors()).singleElement().hasToString("ACCESS_DENIED: insufficient privileges");
                    });
            assertThatThrownBy(() -> reader.exceptions().deactivate("x").execute())
                    .hasMessageContaining("opticsexception:update");
        }
    }
}
