/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.email.AnomalyDeleteForm;
import dev.waiver.email.AnomalyExceptions;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.AnomalyExceptionRule;
import dev.waiver.integration.conformance.AcknowledgedWritesTest.Body;
import dev.waiver.integration.schema.EmailSchemas;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailBehavior.AnomalyDelete;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the operations on anomaly exceptions mean: there are only a list, a create and a removal, so that the common
 * suite does not fit. What it asks of these three holds here, too.
 */
@Timeout(60)
class AnomalyConformanceTest {
    private static final CallOptions NO_RETRIES =
            CallOptions.builder().maxRetries(0).build();
    private static final String AUTHOR = "admin@example.com";
    private static final JsonDocument REQUEST = JsonCodec.strictNames()
            .document("{\"anomaly_type\":\"superman_anomaly\",\"comments\":\"TICKET-1\",\"weight\":1.50}");

    private final SkippingTime time = new SkippingTime();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final SdkTransport transport = SdkTransport.using(new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                Response response = chain.proceed(chain.request());
                violations.addAll(EmailSchemas.violations(chain.request(), response));
                return response;
            })
            .build());
    private final EmailSimulator simulator =
            EmailSimulator.builder().clock(time).build();
    private final EmailClient client = client(AnomalyDeleteForm.RULE_ID);
    private final AnomalyExceptions exceptions = client.anomalyExceptions();

    @AfterEach
    void end() {
        int pending = simulator.faults().pending();
        client.close();
        transport.http().connectionPool().evictAll();
        simulator.close();
        assertThat(pending).as("faults that did not happen").isZero();
        assertThat(violations).as("contradictions to the schemas").isEmpty();
    }

    private EmailClient client(@Nullable AnomalyDeleteForm form) {
        return client(simulator, form);
    }

    private EmailClient client(EmailSimulator at, @Nullable AnomalyDeleteForm form) {
        EmailClient.Builder builder = builder(at);
        return (form == null ? builder : builder.anomalyDeleteForm(form)).build();
    }

    private EmailClient.Builder builder(EmailSimulator at) {
        return EmailClient.builder()
                .baseUrl(at.baseUrl())
                .credentials(InfinityCredentials.of(
                        at.credentials().clientId(), at.credentials().accessKey()))
                .defaults(SkippingTime.LIMITS)
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0)
                .transport(transport)
                .clock(time);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private ApiCall<AnomalyExceptionRule> create() {
        return exceptions.create(REQUEST, AUTHOR);
    }

    private String add() {
        return simulator.addAnomalyException("{\"anomaly_type\":\"superman_anomaly\"}");
    }

    private List<String> storedIds() {
        return simulator.anomalyExceptions().stream()
                .map(rule -> rule.path("id").asText())
                .toList();
    }

    /** Returns the methods of the requests, without authentication. */
    private List<String> methods() {
        return simulator.requests().stream()
                .filter(request -> !request.authentication())
                .map(RecordedRequest::method)
                .toList();
    }

    private static <E extends SdkException> E failure(Way way, Class<E> type, String verb, ApiCall<?> call) {
        SdkException e = way.failure(call);
        assertThat(e).isInstanceOf(type);
        assertThat(e.operation()).isEqualTo("AnomalyExceptions." + verb);
        return type.cast(e);
    }

    private void lists(Fault... faults) {
        simulator
                .faults()
                .when(request ->
                        request.method().equals("GET") && request.path().endsWith("/sectools/anomaly/exceptions"))
                .next(faults);
    }

    // ------------------------------------------------------------------ list

    @ParameterizedTest
    @EnumSource
    void everythingIsListedInTheOrderOfTheService(Way way) {
        List<String> ids = List.of(add(), add());
        assertThat(way.run(exceptions.list().all()).stream()
                        .map(AnomalyExceptionRule::id)
                        .toList())
                .isEqualTo(ids);
        assertThat(exceptions.list().stream().map(AnomalyExceptionRule::id).toList())
                .isEqualTo(ids);
        assertThat(methods()).containsExactly("GET", "GET");
    }

    /** An empty list proves nothing if the key is tied to no tenant. */
    @ParameterizedTest
    @EnumSource
    void anEmptyListOfAKeyWithoutATenantIsIncomplete(Way way) {
        try (EmailSimulator nobody =
                        EmailSimulator.builder().clock(time).scopes("").build();
                EmailClient email = client(nobody, AnomalyDeleteForm.RULE_ID)) {
            AnomalyExceptions of = email.anomalyExceptions();
            failure(way, IncompleteListException.class, "list", of.list().all());
            failure(way, IncompleteListException.class, "create", of.create(REQUEST, AUTHOR));
            failure(way, IncompleteListException.class, "remove", of.remove("1"));
            assertThat(nobody.requests()).noneMatch(RecordedRequest::write);
        }
    }

    @Test
    void nothingIsWrittenAfterAListThatDoesNotShowThatItIsComplete() {
        String id = add();
        List<String> wrong = new ArrayList<>();
        for (String body : MalformedListsTest.Vendor.EMAIL.bodies()) {
            for (Way way : Way.values()) {
                for (ApiCall<?> call : List.of(exceptions.list().all(), create(), exceptions.remove(id))) {
                    lists(Fault.status(200, Map.of("Content-Type", "application/json"), body));
                    SdkException e = way.failure(call);
                    boolean right = e instanceof DecodeException
                            || (e instanceof ApiException refused && refused.status() == 200);
                    if (!right || e.mayHaveBeenApplied()) {
                        wrong.add(body + ": " + e);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(methods()).containsOnly("GET");
        violations.clear(); // the responses were wrong
    }

    // ------------------------------------------------------------------ create

    @ParameterizedTest
    @EnumSource
    void aNewOneIsLookedUpAfter0And1And2And4Seconds(Way way) {
        String old = add();
        EmailBehavior unused = simulator.behavior().listLag(seconds(4));
        AnomalyExceptionRule created = way.run(create());
        assertThat(storedIds()).containsExactly(old, created.id());
        assertThat(created.addedBy()).contains(AUTHOR);
        assertThat(created.anomalyType()).contains("superman_anomaly");
        assertThat(time.waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(methods()).containsExactly("GET", "POST", "GET", "GET", "GET", "GET");
        RecordedRequest post = simulator.requests().stream()
                .filter(request -> request.write() && !request.authentication())
                .findFirst()
                .orElseThrow();
        assertThat(post.body())
                .isEqualTo("{\"requestData\":{\"requestJson\":{\"anomaly_type\":\"superman_anomaly\",\"comments\":"
                        + "\"TICKET-1\",\"weight\":1.50},\"addedBy\":\"admin@example.com\"}}");
    }

    @ParameterizedTest
    @EnumSource
    void aNewOneThatIsNotListedIsUnconfirmed(Way way) {
        EmailBehavior unused = simulator.behavior().listLag(Duration.ofMinutes(1));
        AppliedButUnconfirmedException e = failure(way, AppliedButUnconfirmedException.class, "create", create());
        assertThat(e).hasMessageContaining("do not send it again");
        assertThat(e.sent()).contains("TICKET-1");
        assertThat(storedIds()).hasSize(1);
        assertThat(methods()).filteredOn("POST"::equals).hasSize(1);
    }

    /** It may be somebody else's. */
    @ParameterizedTest
    @EnumSource
    void aNewOneOfAnotherAuthorIsNotTheOneThatWasSent(Way way) {
        EmailBehavior unused = simulator.behavior().concurrentWriter(this::add);
        AnomalyExceptionRule created = way.run(exceptions.create(REQUEST, "Somebody@example.com"));
        assertThat(created.addedBy()).contains("Somebody@example.com");
        assertThat(storedIds()).hasSize(2);
        AppliedButUnconfirmedException e = failure(way, AppliedButUnconfirmedException.class, "create", create());
        assertThat(e.getCause()).isInstanceOfSatisfying(AmbiguousMatchException.class, cause -> assertThat(cause.ids())
                .isEqualTo(storedIds().subList(2, 4)));
    }

    @ParameterizedTest
    @EnumSource
    void aLostCreateIsSettledByTheList(Way way) {
        simulator.faults().writes().next(Fault.closeAfterApplying(), Fault.closeWithoutApplying());
        assertThat(way.run(create()).id()).isEqualTo(storedIds().get(0));
        TransportException e = failure(way, TransportException.class, "create", create());
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e.getSuppressed()).hasSize(1);
        assertThat(time.waits()).containsExactly(seconds(1), seconds(1), seconds(2));
        assertThat(storedIds()).hasSize(1);
        assertThat(methods()).filteredOn("POST"::equals).hasSize(2);
    }

    /** What follows a lost create that was found must not look as if nothing had been written. */
    @ParameterizedTest
    @EnumSource
    void aLostCreateThatWasFoundCountsAsAcknowledged(Way way) {
        simulator.faults().writes().next(Fault.closeAfterApplying());
        SdkException e = way.failure(create().flatMap(created -> exceptions.remove("missing")));
        assertThat(e).isInstanceOf(AppliedButUnconfirmedException.class).hasCauseInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aLookupThatFailsIsUnconfirmed(Way way) {
        lists(Fault.none(), Fault.status(503), Fault.none(), Fault.status(429));
        AppliedButUnconfirmedException failed =
                failure(way, AppliedButUnconfirmedException.class, "create", create().with(NO_RETRIES));
        assertThat(failed).hasCauseInstanceOf(ServerException.class);
        AppliedButUnconfirmedException limited =
                failure(way, AppliedButUnconfirmedException.class, "create", create().with(NO_RETRIES));
        assertThat(limited).hasCauseInstanceOf(RateLimitException.class);
        assertThat(storedIds()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedWriteIsAPlainError(Way way) {
        String id = add();
        simulator.faults().writes().next(Fault.status(422), Fault.status(422));
        assertThat(failure(way, ApiException.class, "create", create()).mayHaveBeenApplied())
                .isFalse();
        assertThat(failure(way, ApiException.class, "remove", exceptions.remove(id))
                        .mayHaveBeenApplied())
                .isFalse();
        assertThat(storedIds()).containsExactly(id);
        assertThat(time.waits()).isEmpty();
    }

    /** Creates of this JVM take turns, so that none finds the exception of another one. */
    @Test
    void createsInParallelFindTheirOwn() {
        List<CompletableFuture<AnomalyExceptionRule>> running =
                IntStream.range(0, 8).mapToObj(i -> create().executeAsync()).toList();
        assertThat(running.stream().map(CompletableFuture::join).map(AnomalyExceptionRule::id))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(storedIds())
                .hasSize(8);
    }

    @Test
    void anInterruptAfterTheCreateHoldsNothing() {
        EmailBehavior unused = simulator.behavior().listLag(Duration.ofMinutes(1));
        Thread caller = Thread.currentThread();
        try (SdkTransport interrupting = SdkTransport.builder()
                        .addInterceptor(chain -> {
                            if (methods().contains("POST")) { // this is the lookup after it
                                caller.interrupt();
                            }
                            return chain.proceed(chain.request());
                        })
                        .build();
                EmailClient interrupted =
                        builder(simulator).transport(interrupting).build()) {
            AppliedButUnconfirmedException e =
                    catchThrowableOfType(AppliedButUnconfirmedException.class, () -> interrupted
                            .anomalyExceptions()
                            .create(REQUEST, AUTHOR)
                            .execute());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(e).hasCauseInstanceOf(InterruptedCallException.class);
        }
        unused = simulator.behavior().listLag(Duration.ZERO);
        String second = create().execute().id();
        assertThat(storedIds()).hasSize(2).last().isEqualTo(second);
    }

    // ------------------------------------------------------------------ remove

    @Test
    void aRemovalIsRefusedUntilItsFormIsKnown() {
        try (EmailClient without = client(null)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> without.anomalyExceptions().remove("1"))
                    .withMessageContaining("anomalyDeleteForm");
        }
        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachFormRemovesOneWhereTheServiceReadsIt(AnomalyDeleteForm form) {
        String id = add();
        String other = add();
        EmailBehavior unused = simulator
                .behavior()
                .anomalyDelete(form == AnomalyDeleteForm.RULE_ID ? AnomalyDelete.RULE_ID : AnomalyDelete.LIST_IDS);
        AnomalyDeleteForm wrong =
                form == AnomalyDeleteForm.RULE_ID ? AnomalyDeleteForm.LIST_IDS : AnomalyDeleteForm.RULE_ID;
        for (Way way : Way.values()) {
            try (EmailClient mistaken = client(wrong)) {
                failure(
                        way,
                        ApiException.class,
                        "remove",
                        mistaken.anomalyExceptions().remove(id));
            }
        }
        assertThat(storedIds()).containsExactly(id, other);
        try (EmailClient right = client(form)) {
            right.anomalyExceptions().remove(id).execute();
        }
        assertThat(storedIds()).containsExactly(other);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsNotFoundAndNothingIsSent(Way way) {
        String other = add();
        NotFoundException e = failure(way, NotFoundException.class, "remove", exceptions.remove("missing"));
        assertThat(e).hasMessageContaining("missing").hasMessageContaining("tenant");
        assertThat(e.mayHaveBeenApplied()).isFalse();
        assertThat(storedIds()).containsExactly(other);
        assertThat(methods()).containsExactly("GET");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreGoneThanAskedIsTheLoudestError(boolean lost) {
        EmailBehavior unused = simulator.behavior().anomalyDelete(AnomalyDelete.IDS_IGNORED);
        for (Way way : Way.values()) {
            String id = add();
            List<String> others = List.of(add(), add());
            if (lost) {
                simulator.faults().writes().next(Fault.closeAfterApplying());
            }
            AppliedButUnconfirmedException e =
                    failure(way, AppliedButUnconfirmedException.class, "remove", exceptions.remove(id));
            assertThat(e).hasMessageContaining("GONE AS WELL: '" + String.join("', '", others) + "'");
            assertThat(e.mayHaveBeenApplied()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostRemovalIsSettledByTheList(Way way) {
        String first = add();
        String second = add();
        simulator.faults().writes().next(Fault.closeAfterApplying(), Fault.closeWithoutApplying());
        way.run(exceptions.remove(first));
        TransportException e = failure(way, TransportException.class, "remove", exceptions.remove(second));
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(storedIds()).containsExactly(second);
        assertThat(methods()).filteredOn("DELETE"::equals).hasSize(2);
    }

    // ------------------------------------------------------------------ acknowledgements and input

    @Test
    void aWriteIsDoneOnlyIfItWasAcknowledgedOrIsSeen() {
        List<String> wrong = new ArrayList<>();
        AcknowledgedWritesTest.bodies().forEach((name, body) -> {
            for (boolean applied : new boolean[] {false, true}) {
                if (!applied || body.shown() != AcknowledgedWritesTest.Shown.REFUSED) {
                    for (Way way : Way.values()) {
                        Stream.of(true, false)
                                .filter(creates -> !isRight(body, applied, outcome(creates, way, body, applied)))
                                .forEach(creates -> wrong.add(
                                        (creates ? "create, " : "remove, ") + way + ", " + applied + ", " + name));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
        violations.clear(); // most of the responses were wrong
    }

    private @Nullable SdkException outcome(boolean creates, Way way, Body body, boolean applied) {
        ApiCall<?> call = creates ? create() : exceptions.remove(add());
        Fault fault = body.fault();
        simulator.faults().writes().next(applied ? fault.afterApplying() : fault.withoutApplying());
        try {
            Object unused = way.run(call);
            return null;
        } catch (SdkException e) {
            return e;
        }
    }

    private static boolean isRight(Body body, boolean applied, @Nullable SdkException e) {
        return switch (body.shown()) {
            case REFUSED -> e instanceof ApiException && !e.mayHaveBeenApplied();
            case UNCLEAR -> applied ? e == null : e instanceof DecodeException && e.mayHaveBeenApplied();
            case ACKNOWLEDGED -> applied ? e == null : e instanceof AppliedButUnconfirmedException;
        };
    }

    @Test
    void badInputIsRefusedBeforeAnythingIsSent() {
        for (String id : List.of("", " ", ".", "..", "a\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> exceptions.remove(id))
                    .withMessageStartingWith("id: ");
        }
        for (String json : List.of("[]", "{}", "7", "null")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> exceptions.create(JsonCodec.strictNames().document(json), AUTHOR))
                    .withMessageStartingWith("requestJson: ");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exceptions.create(REQUEST, " "))
                .withMessageStartingWith("addedBy: ");
        assertThat(simulator.requests()).isEmpty();
    }
}
