/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.BulkFailedException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailBehavior.RequestIds;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests of {@code create}: the service returns nothing of the created rule. */
class CreateTest extends EmailFixture {
    private static final String EQUAL = "{\"senderDomain\":\".evil.example\",\"senderDomainMatching\":\"endswith\","
            + "\"comment\":\"TICKET-4711: invoice fraud\"}";

    private String newest() {
        List<?> rules = hec.rules("blacklist");
        return hec.rules("blacklist").get(rules.size() - 1).get("entityId").asText();
    }

    private EmailExceptionRule create() {
        return exceptions(EmailList.BLACKLIST).create(RULE).execute();
    }

    private AppliedButUnconfirmedException unconfirmed() {
        return catchThrowableOfType(AppliedButUnconfirmedException.class, this::create);
    }

    @Test
    void theCreatedRuleIsReturnedWithItsId() {
        EmailExceptionRule rule = create();
        assertThat(rule.id()).isEqualTo(newest());
        assertThat(rule.comment()).isEqualTo(RULE.comment());
        assertThat(rule.addedBy()).contains("admin@example.com");
        assertThat(creates()).hasSize(1);
        assertThat(requestData(creates().get(0))).isEqualTo(object(EQUAL)); // only what was set, without nulls
    }

    @Test
    void everyFieldGoesOutAsDocumentedAndComesBack() {
        EmailExceptionRule built = EmailExceptionRule.builder()
                .actionNeeded(ActionNeeded.PHISHING)
                .attachmentMd5("4437981ad343f816a65030504bed0e7d")
                .senderEmail("user@email.com", MatchMode.CONTAINS)
                .senderName("Test User", MatchMode.MATCHING)
                .senderDomain(".email.com", MatchMode.ENDS_WITH)
                .senderIp("192.168.1.2")
                .senderClientIp("192.168.1.1")
                .recipient("user2@email.com", MatchMode.MATCH)
                .subject("Block this email", MatchMode.EXACT)
                .linkDomains("domain.com,other.com", MatchMode.CONTAINS)
                .comment("created_by_smartapi")
                .matchOnlyFuture(true)
                .quarantineAll(true)
                .ignoringSpfCheck(false)
                .putAdditionalProperty("newField", IntNode.valueOf(7))
                .putAdditionalProperty("unset", NullNode.getInstance())
                .build();
        EmailExceptionRule rule = EmailExceptionRule.rawBuilder()
                .from(built)
                .entityId("not sent")
                .addedBy("not sent")
                .editedBy("not sent")
                .build();
        EmailExceptionRule created =
                exceptions(EmailList.WHITELIST).create(rule).execute();
        assertThat(requestData(creates().get(0))).isEqualTo(object(document("create-request.json")));
        assertThat(created.senderEmailMatching()).contains(MatchMode.CONTAINS);
        assertThat(created.linkDomains()).contains(LinkDomains.of("domain.com,other.com"));
    }

    @Test
    void linkDomainsMayBeSentAsAList() {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .linkDomains(LinkDomains.listOf(List.of("b.example", "A.example")))
                .build();
        assertThat(exceptions(EmailList.BLACKLIST).create(rule).execute().id()).isEqualTo(newest());
        assertThat(requestData(creates().get(0)).get("linkDomains").isArray()).isTrue();
    }

    @Test
    void twoEqualRulesThereBeforeAreNotTakenForIt() {
        hec.add("blacklist", EQUAL);
        hec.add("blacklist", EQUAL);
        assertThat(create().id()).isEqualTo(newest());
        assertThat(hec.rules("blacklist")).hasSize(3);
    }

    @Test
    void aListThatLagsIsAskedAgainAtOneTwoAndFourSeconds() {
        hec.behavior().listLag(Duration.ofSeconds(3));
        hec.add("blacklist", EQUAL);
        assertThat(create().id()).isEqualTo(newest());
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(creates()).hasSize(1);
    }

    @Test
    void anAsynchronousCreateWaitsForALaggingListToo() throws Exception {
        hec.behavior().listLag(Duration.ofSeconds(3));
        CompletableFuture<EmailExceptionRule> future =
                exceptions(EmailList.BLACKLIST).create(RULE).executeAsync();
        while (!future.isDone()) {
            if (time.scheduledWithin(Duration.ofSeconds(3)) > 0) {
                time.advance(Duration.ofSeconds(1));
            }
            Thread.onSpinWait();
        }
        assertThat(future.get(1, TimeUnit.SECONDS).id()).isEqualTo(newest());
        assertThat(creates()).hasSize(1);
    }

    @Test
    void anotherWriterAtWorkDoesNotConfuseIt() {
        hec.behavior().concurrentWriter(() -> hec.add("blacklist", "{\"senderDomain\":\"other.example\"}"));
        EmailExceptionRule rule = create();
        assertThat(rule.senderDomain()).contains(".evil.example");
    }

    @Test
    void ofTwoEqualNewRulesTheNewestIsTaken() {
        hec.behavior().concurrentWriter(() -> {
            clock.advance(Duration.ofSeconds(5));
            hec.add("blacklist", EQUAL);
        });
        assertThat(create().id()).isEqualTo(newest());
    }

    @Test
    void twoEqualNewRulesOfTheSameTimeAreAnErrorWithBothIds() {
        hec.behavior().concurrentWriter(() -> hec.add("blacklist", EQUAL));
        AppliedButUnconfirmedException error = unconfirmed();
        List<String> ids = hec.rules("blacklist").stream()
                .map(rule -> rule.get("entityId").asText())
                .toList();
        assertThat(error).hasMessageContaining(ids.toString());
        assertThat(error.getCause()).isInstanceOfSatisfying(AmbiguousMatchException.class, e -> assertThat(e.ids())
                .isEqualTo(ids));
    }

    @Test
    void aServiceThatKeepsEqualRulesOnceReturnsTheOneThatWasThere() {
        String id = hec.add("blacklist", EQUAL);
        hec.faults().writes().next(Fault.status(200).withoutApplying());
        assertThat(create().id()).isEqualTo(id);
    }

    @Test
    void ofSeveralOldOnesTheNewestIsTakenOrAllAreNamed() {
        String first = hec.add("blacklist", EQUAL);
        String second = hec.add("blacklist", EQUAL);
        hec.faults().writes().always(Fault.status(200).withoutApplying());
        assertThat(unconfirmed()).hasMessageContaining("[" + first + ", " + second + "]");
        clock.advance(Duration.ofMinutes(1));
        String third = hec.add("blacklist", EQUAL);
        assertThat(create().id()).isEqualTo(third);
    }

    @Test
    void whatIsStoredDifferentlyIsAnErrorWithTheDifference() {
        hec.add("blacklist", EQUAL); // an equal rule from before must not be taken for the new one
        hec.behavior()
                .storesDifferently(rule -> rule.put("senderDomain", "example").put("quarantineAll", "true"));
        AppliedButUnconfirmedException error = unconfirmed();
        assertThat(error.differences())
                .extracting(Object::toString)
                .containsExactly(
                        "senderDomain: expected \".evil.example\", found \"example\"",
                        "quarantineAll: expected nothing, found \"true\"");
        assertThat(error).hasMessageContaining(newest());
        assertThat(object(error.sent()).get("requestData")).isEqualTo(object(EQUAL));
        assertThat(error.mayHaveBeenApplied()).isTrue();
    }

    @Test
    void aRuleThatNeverAppearsIsAppliedAndNotListed() {
        hec.behavior().listLag(Duration.ofMinutes(1));
        AppliedButUnconfirmedException error = unconfirmed();
        assertThat(error).hasMessageContaining("does not show it").hasNoCause();
        assertThat(error.operation()).isEqualTo("EmailExceptions.create");
        assertThat(creates()).hasSize(1);
    }

    @Test
    void whateverHappensToTheLookupIsNeverARefusedCreateAndNeverASecondOne() {
        record Case(Fault fault, Class<? extends Throwable> cause) {}
        for (Case one : List.of(
                new Case(Fault.status(503), ServerException.class),
                new Case(Fault.html(502), ServerException.class),
                new Case(Fault.html(200), dev.waiver.core.error.DecodeException.class),
                new Case(Fault.envelopeError(422, "no"), ValidationException.class),
                new Case(Fault.closeWithoutApplying(), dev.waiver.core.error.TransportException.class),
                // The last one, since it slows the key down.
                new Case(Fault.retryAfter(429, "1"), RateLimitException.class))) {
            hec.reset();
            hec.faults().when("GET", "/exceptions/blacklist").next(Fault.none()).always(one.fault());
            AppliedButUnconfirmedException error = unconfirmed();
            assertThat(error.getCause()).as(one.fault().toString()).isInstanceOf(one.cause());
            assertThat(object(error.sent()).get("requestData")).isEqualTo(object(EQUAL));
            assertThat(error.exchanges()).anyMatch(e -> e.operation().equals("EmailExceptionsApi.create"));
            assertThat(creates()).hasSize(1);
            assertThat(hec.rules("blacklist")).hasSize(1);
        }
    }

    @Test
    void aLookupThatFailsOnceIsRepeated() {
        hec.faults().when("GET", "/exceptions/blacklist").next(Fault.none(), Fault.status(503), Fault.status(429));
        assertThat(create().id()).isEqualTo(newest());
        assertThat(creates()).hasSize(1);
    }

    @Test
    void theDeadlineEndsTheLookup() {
        hec.behavior().listLag(Duration.ofMinutes(1));
        CallOptions short3 =
                CallOptions.builder().deadline(Duration.ofMillis(2500)).build();
        assertThatThrownBy(() -> exceptions(EmailList.BLACKLIST)
                        .create(RULE)
                        .with(short3)
                        .execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasCauseInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void aRefusedCreateIsRefusedAndALostOneIsLookedFor() {
        hec.faults().writes().next(Fault.status(422), Fault.status(503), Fault.closeAfterApplying());
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(ValidationException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse());
        SdkException lost = catchThrowableOfType(SdkException.class, this::create);
        assertThat(lost.mayHaveBeenApplied()).isTrue();
        assertThat(lost).isNotInstanceOf(AppliedButUnconfirmedException.class);
        assertThat(lost).hasMessageContaining("Look again after about 10 seconds");
        assertThat(create().id()).isEqualTo(newest());
        assertThat(creates()).hasSize(3);
    }

    @Test
    void aRateLimitOnTheCreateItselfIsWaitedFor() {
        hec.faults().writes().next(Fault.retryAfter(429, "2"));
        assertThat(create().id()).isEqualTo(newest());
        assertThat(creates()).hasSize(2);
        assertThat(hec.rules("blacklist")).hasSize(1);
    }

    @Test
    void theResponseIsThatOfTheWrite() {
        hec.add("blacklist", EQUAL);
        hec.behavior().requestIds(RequestIds.OWN).createStatus(201).createCode(201);
        ApiResponse<EmailExceptionRule> response =
                exceptions(EmailList.BLACKLIST).create(RULE).executeForResponse();
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.requestId())
                .isEqualTo(creates().get(0).header("x-av-req-id").orElseThrow());
        assertThat(response.serverRequestId()).isPresent().isNotEqualTo(java.util.Optional.of(response.requestId()));
        assertThat(response.envelope()).containsEntry("responseCode", "201");
        assertThat(response.exchanges())
                .extracting(dev.waiver.core.Exchange::operation)
                .containsExactly("EmailExceptionsApi.create", "EmailExceptionsApi.list", "EmailExceptionsApi.list");
    }

    @Test
    void anErrorPrintsBothIds() {
        hec.behavior().requestIds(RequestIds.OWN);
        hec.faults().writes().next(Fault.envelopeError(422, "senderDomain Field required"));
        assertThatThrownBy(this::create).isInstanceOfSatisfying(ValidationException.class, e -> {
            assertThat(e.requestId())
                    .isEqualTo(creates().get(0).header("x-av-req-id").orElseThrow());
            assertThat(e)
                    .hasMessageContaining("request id " + e.requestId())
                    .hasMessageContaining(
                            "server request id " + e.serverRequestId().orElseThrow())
                    .hasMessageContaining("senderDomain Field required");
        });
    }

    @Test
    void severalRulesAreCreatedWithOneListBeforeAndOneAfter() {
        EmailExceptionRule other =
                EmailExceptionRule.builder().subject("Invoice").build();
        hec.add("blacklist", EQUAL);
        List<EmailExceptionRule> created = exceptions(EmailList.BLACKLIST)
                .createAll(List.of(RULE, other, RULE))
                .execute()
                .rules();
        assertThat(created)
                .extracting(EmailExceptionRule::id)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(created.get(1).subject()).contains("Invoice");
        assertThat(created.get(0).senderDomain()).isEqualTo(RULE.senderDomain());
        assertThat(hec.requests("GET", "/exceptions/blacklist")).hasSize(2);
        assertThat(creates()).hasSize(3);
        assertThat(exceptions(EmailList.BLACKLIST)
                        .createAll(List.of())
                        .execute()
                        .items())
                .isEmpty();
    }

    @Test
    void aRefusedRuleDoesNotStopTheOthers() {
        hec.faults().writes().next(Fault.none(), Fault.status(422));
        BulkResult<EmailExceptionRule> result = exceptions(EmailList.BLACKLIST)
                .createAll(List.of(RULE, RULE, RULE))
                .execute();
        assertThat(result.items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(Outcome.CREATED, Outcome.REFUSED, Outcome.CREATED);
        assertThat(result.failures()).singleElement().satisfies(item -> {
            assertThat(item.index()).isEqualTo(1);
            assertThat(item.error()).isInstanceOf(ValidationException.class);
        });
        assertThatThrownBy(result::throwIfFailed)
                .isInstanceOf(BulkFailedException.class)
                .hasMessageContaining("1 of 3 rules failed: {CREATED=2, REFUSED=1}")
                .hasCauseInstanceOf(ValidationException.class);
    }

    @Test
    void aNewRuleOnTheSecondPageIsFound() {
        for (int i = 0; i < 5; i++) {
            hec.add("blacklist", "{\"subject\":\"" + i + "\"}");
        }
        hec.behavior().pageSize(2);
        assertThat(create().id()).isEqualTo(newest());
    }

    @Test
    void timesInAnyFormTellTheNewest() {
        hec.behavior().times(Instant::toString).concurrentWriter(() -> {
            clock.advance(Duration.ofSeconds(1));
            hec.add("blacklist", EQUAL);
        });
        assertThat(create().id()).isEqualTo(newest());
    }
}
