/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.ServerException;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailBehavior.Names;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests of {@code edit}, {@code replace} and {@code remove}. */
class ChangeTest extends EmailFixture {
    private static EmailExceptionRule reviewed(EmailExceptionRule rule) {
        return rule.withComment("Reviewed 2026-11");
    }

    private String stored() {
        return hec.add("whitelist", document("stored-rule.json"));
    }

    private ObjectNode put() {
        List<RecordedRequest> puts = hec.requests("PUT", "/exceptions/whitelist");
        return requestData(puts.get(puts.size() - 1));
    }

    private AppliedButUnconfirmedException unconfirmed(String id, UnaryOperator<EmailExceptionRule> change) {
        return catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions(EmailList.WHITELIST).edit(id, change).execute());
    }

    @Test
    void anEditSendsEveryWritableValueThatIsSetAndNothingElse() {
        for (boolean replaces : new boolean[] {false, true}) {
            hec.reset();
            hec.behavior().replacesOnUpdate(replaces);
            String id = stored();
            EmailExceptionRule after = exceptions(EmailList.WHITELIST)
                    .edit(id, ChangeTest::reviewed)
                    .execute();
            assertThat(after.comment()).contains("Reviewed 2026-11");
            assertThat(after.editedBy()).contains("admin@example.com");
            assertThat(hec.requests("PUT", "/exceptions/whitelist/" + id)).hasSize(1);
            assertThat(put()).isEqualTo(object(document("edit-request.json")));
            assertThat(hec.requests("PUT", "/exceptions").get(0).body()).contains("\"weight\":1.50");
        }
    }

    @Test
    void linkDomainsFalseAndNullsAreNotSent() {
        String id = hec.add("whitelist", "{\"subject\":\"x\"}");
        exceptions(EmailList.WHITELIST).edit(id, ChangeTest::reviewed).execute();
        assertThat(put())
                .isEqualTo(object("{\"subject\":\"x\",\"comment\":\"Reviewed 2026-11\","
                        + "\"ignoringSpfCheck\":false,\"revision\":{\"number\":1,\"weight\":1.50}}"));
    }

    @Test
    void aRuleOfAnOlderBackendIsSentByTheDocumentedNames() {
        String id = hec.add("whitelist", "{\"senderName\":\"Boss\",\"senderNameMatching\":\"contains\"}");
        hec.behavior().names(Names.SNAKE_CASE);
        exceptions(EmailList.WHITELIST).edit(id, ChangeTest::reviewed).execute();
        assertThat(put().get("senderName").asText()).isEqualTo("Boss");
        assertThat(put().has("entity_id")).isFalse();
        assertThat(put().has("added_by")).isFalse();
    }

    @Test
    void theRecordedRuleWithNothingToMatchIsEditedAndReplaced() {
        String id = hec.add("whitelist", "{\"comment\":\"From Dashboard\"}");
        EmailExceptionRule rule =
                exceptions(EmailList.WHITELIST).edit(id, ChangeTest::reviewed).execute();
        assertThat(rule.matchesNothing()).isTrue();
        assertThat(exceptions(EmailList.WHITELIST)
                        .replace(id, rule.withComment("again"))
                        .execute()
                        .comment())
                .contains("again");
    }

    @Test
    void withoutAChangeNothingIsWritten() {
        String id = stored();
        assertThat(exceptions(EmailList.WHITELIST)
                        .edit(id, rule -> rule)
                        .execute()
                        .id())
                .isEqualTo(id);
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void aClearedFieldThatTheServiceKeepsIsReported() {
        String id = stored();
        AppliedButUnconfirmedException error = unconfirmed(id, rule -> rule.withSenderName(Optional.empty()));
        assertThat(error.differences())
                .extracting(Object::toString)
                .containsExactly(
                        "senderName: expected nothing, found \"Test User\"",
                        "senderNameMatching: expected nothing, found \"contains\"");
        assertThat(error).hasMessageContaining("the service may keep what is left out");
        hec.behavior().replacesOnUpdate(true);
        assertThat(exceptions(EmailList.WHITELIST)
                        .edit(id, rule -> rule.withSenderName(Optional.empty()))
                        .execute()
                        .senderName())
                .isEmpty();
    }

    @Test
    void whatIsStoredDifferentlyIsReported() {
        String id = stored();
        hec.behavior().storesDifferently(rule -> rule.put("subject", "Block"));
        AppliedButUnconfirmedException error = unconfirmed(id, ChangeTest::reviewed);
        assertThat(error.differences())
                .extracting(Object::toString)
                .containsExactly("subject: expected \"Block this email\", found \"Block\"");
        assertThat(error.operation()).isEqualTo("EmailExceptions.edit");
    }

    @Test
    void anUnknownMemberThatWasChangedIsCompared() {
        String id = stored();
        UnaryOperator<EmailExceptionRule> change = rule -> rule.toBuilder()
                .putAdditionalProperty("ticket", TextNode.valueOf("4711"))
                .build();
        AppliedButUnconfirmedException error = unconfirmed(id, change); // the simulator ignores unknown members
        assertThat(error.differences())
                .extracting(Object::toString)
                .containsExactly("ticket: expected \"4711\", found nothing");
    }

    @Test
    void aResponseThatIsStillOldIsAskedAgain() {
        String id = stored();
        hec.faults()
                .when("GET", "/exceptions/whitelist/" + id)
                .next(
                        Fault.none(),
                        Fault.body(
                                200,
                                "application/json",
                                ("{\"responseData\":[" + object(document("stored-rule.json")) + "]}")
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(exceptions(EmailList.WHITELIST)
                        .edit("126802091", ChangeTest::reviewed)
                        .execute()
                        .comment())
                .contains("Reviewed 2026-11");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aFailedReadBackIsNeverARefusedEdit() {
        String id = stored();
        hec.faults()
                .when("GET", "/exceptions/whitelist/" + id)
                .next(Fault.none())
                .always(Fault.status(503));
        assertThat(unconfirmed(id, ChangeTest::reviewed)).hasCauseInstanceOf(ServerException.class);
    }

    @Test
    void editingWhatIsNotThereWritesNothing() {
        assertThatThrownBy(() -> exceptions(EmailList.WHITELIST)
                        .edit("99", ChangeTest::reviewed)
                        .execute())
                .isInstanceOf(NotFoundException.class);
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void editsOfOneRuleWaitForEachOther() {
        String id = hec.add("whitelist", "{\"subject\":\"x\",\"comment\":\"0\"}");
        EmailClient email = client();
        List<CompletableFuture<EmailExceptionRule>> all = IntStream.range(0, 20)
                .mapToObj(i -> email.exceptions(EmailList.WHITELIST)
                        .edit(
                                id,
                                rule -> rule.withComment(
                                        "" + (Integer.parseInt(rule.comment().orElseThrow()) + 1)))
                        .executeAsync())
                .toList();
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        assertThat(hec.rules("whitelist").get(0).get("comment").asText()).isEqualTo("20");
    }

    @Test
    void aReplacementIsReadBack() {
        String id = stored();
        hec.behavior().replacesOnUpdate(true);
        ApiResponse<EmailExceptionRule> response =
                exceptions(EmailList.WHITELIST).replace(id, RULE).executeForResponse();
        assertThat(response.value().id()).isEqualTo(id);
        assertThat(response.value().senderName()).isEmpty();
        assertThat(response.exchanges().get(0).operation()).isEqualTo("EmailExceptionsApi.update");
        assertThat(put().size()).isEqualTo(3);
    }

    @Test
    void aReplacementThatTheServiceMergesIsReported() {
        String id = stored();
        AppliedButUnconfirmedException error = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions(EmailList.WHITELIST).replace(id, RULE).execute());
        assertThat(error.differences()).extracting(d -> d.path()).contains("senderName", "recipient", "linkDomains");
    }

    @Test
    void anIdThatVanishedIsReportedAlthoughTheServiceSaysSuccess() {
        AppliedButUnconfirmedException error = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions(EmailList.WHITELIST).replace("99", RULE).execute());
        assertThat(error).hasCauseInstanceOf(NotFoundException.class);
        hec.behavior().missingIs404(true, true, true);
        assertThatThrownBy(() ->
                        exceptions(EmailList.WHITELIST).replace("99", RULE).execute())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aReplacementWhoseResponseIsLostIsSentOnceAndLookedFor() {
        String id = hec.add("whitelist", "{\"senderDomain\":\".evil.example\"}");
        hec.faults().writes().next(Fault.status(503));
        assertThatThrownBy(
                        () -> exceptions(EmailList.WHITELIST).replace(id, RULE).execute())
                .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue())
                .hasMessageContaining("Look again after about 10 seconds");
        hec.faults().writes().next(Fault.closeAfterApplying());
        assertThat(exceptions(EmailList.WHITELIST).replace(id, RULE).execute().id())
                .isEqualTo(id);
        assertThat(hec.writes()).hasSize(2);
    }

    @Test
    void aRuleIsRemovedInEachWayTheServiceSaysSo() {
        for (int status : new int[] {200, 204}) {
            String id = stored();
            hec.behavior().deleteStatus(status);
            exceptions(EmailList.WHITELIST).remove(id).execute();
            assertThat(hec.rules("whitelist")).isEmpty();
        }
        RecordedRequest call = hec.writes().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.resource()).isEqualTo("/exceptions/whitelist/delete/126802091");
        assertThat(call.body()).isEmpty();
    }

    @Test
    void aMissOnALaterAttemptIsSuccess() {
        hec.behavior().missingIs404(true, true, true);
        String id = stored();
        hec.faults().writes().next(Fault.closeAfterApplying());
        exceptions(EmailList.WHITELIST).remove(id).execute();
        assertThat(hec.writes()).hasSize(2);
        assertThatThrownBy(() -> exceptions(EmailList.WHITELIST).remove(id).execute())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void oddIdsStayInTheirSegment() {
        exceptions(EmailList.of("my list")).remove("a/b?c#d").execute();
        assertThat(hec.writes().get(0).target())
                .isEqualTo("/app/hec-api/v1.0/exceptions/my%20list/delete/a%2Fb%3Fc%23d");
    }

    @Test
    void modesStayAsTheyWereSent() {
        String id = hec.add("whitelist", "{\"subject\":\"x\",\"subjectMatching\":\"Fuzzy\"}");
        exceptions(EmailList.WHITELIST).edit(id, ChangeTest::reviewed).execute();
        assertThat(put().get("subjectMatching").asText()).isEqualTo("Fuzzy");
        assertThat(MatchMode.of("Fuzzy")).isNotEqualTo(MatchMode.of("fuzzy"));
    }

    private String storedWithNaN() {
        String id = hec.add("whitelist", "{\"subject\":\"x\"}");
        hec.faults()
                .when("GET", "/exceptions/whitelist")
                .always(Fault.status(
                        200,
                        java.util.Map.of("Content-Type", "application/json"),
                        "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[{\"entityId\":\"" + id
                                + "\",\"subject\":\"x\",\"risk\":{\"score\":NaN}}]}"));
        return id;
    }

    private static void isRefusedForNaN(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(LossyEditException.class)
                .hasMessageContaining(
                        "risk.score: NaN is not JSON and cannot be sent; give it a value or leave it out");
    }

    @Test
    void aRuleWithNaNIsReadAndNotSentBack() {
        String id = storedWithNaN();
        EmailExceptions rules = exceptions(EmailList.WHITELIST);
        EmailExceptionRule read = rules.list().toList().get(0);
        assertThat(read.subject()).contains("x");
        isRefusedForNaN(() -> rules.edit(id, ChangeTest::reviewed).execute());
        assertThatThrownBy(() ->
                        rules.edit(id, ChangeTest::reviewed).executeAsync().join())
                .hasCauseInstanceOf(LossyEditException.class);
        isRefusedForNaN(() -> rules.replace(id, reviewed(read)).execute());
        isRefusedForNaN(() -> rules.create(read).execute());
        isRefusedForNaN(() -> rules.ensure(
                        EmailExceptionRule.builder()
                                .subject("x", MatchMode.of(""))
                                .actionNeeded(ActionNeeded.of("spam"))
                                .build(),
                        OnDifference.REPLACE)
                .execute());
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void aRuleWithAValueInPlaceOfNaNIsSent() {
        String id = storedWithNaN();
        hec.faults().clear();
        hec.faults()
                .when("GET", "/exceptions/whitelist/" + id)
                .next(Fault.status(
                        200,
                        java.util.Map.of("Content-Type", "application/json"),
                        "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[{\"entityId\":\"" + id
                                + "\",\"subject\":\"x\",\"risk\":{\"score\":NaN}}]}"));
        AppliedButUnconfirmedException sent = unconfirmed(id, rule -> rule.toBuilder()
                .putAdditionalProperty("risk", object("{\"score\":7}"))
                .build());
        assertThat(sent.differences()).hasSize(1); // the simulator ignores unknown members
        assertThat(put().get("risk")).isEqualTo(object("{\"score\":7}"));
    }
}
