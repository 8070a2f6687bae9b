/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptions;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.integration.http2.Http2Front.Received;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.RecordedRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that calls share over HTTP/2: silent ones, misdirected requests, and the limit of streams. */
@Timeout(60)
class Http2ConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EmailSimulator simulator = EmailSimulator.create();
    private final Http2Front front = Http2Front.before(simulator.baseUrl());
    private SdkTransport transport = borrowed();

    @AfterEach
    void close() {
        transport.close();
        front.close();
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aSilentConnectionFailsOneAttempt(boolean owned, boolean async) {
        transport = owned ? owned() : borrowed();
        EmailExceptions exceptions = exceptions(front.baseUrl());
        String id = exceptions.create(rule(".there.example")).execute().id();
        int sent = front.received().size();
        front.next(Http2ConnectionsTest::isCall, FrameFault.silent());
        ApiResponse<EmailExceptionRule> response = response(exceptions.get(id).with(within(PATIENCE)), async);
        assertThat(attempts(response)).isEqualTo(2);
        assertThat(connections(sent)).containsExactly(1, 2);
        assertThat(exceptions.get(id).execute().id()).isEqualTo(id);
        assertThat(connections(sent)).containsExactly(1, 2, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAWriteOnASilentConnectionTheNextCallHasAFreshOne(boolean async) {
        EmailExceptions exceptions = exceptions(front.baseUrl());
        String id = exceptions.create(rule(".there.example")).execute().id();
        int sent = front.received().size();
        front.next(Http2ConnectionsTest::isCall, FrameFault.silentAfter()); // the list before the write
        front.next(request -> request.method().equals("POST"), FrameFault.silentAfter());
        ApiCall<EmailExceptionRule> create = exceptions.create(rule(".new.example"));
        assertThat(response(create.with(within(PATIENCE)), async).value().id()).isNotEqualTo(id);
        assertThat(connections(sent)).startsWith(1, 2, 2, 3);
        assertThat(simulator.rules("blacklist")).hasSize(2);
    }

    @Test
    void aBorrowedClientsReadTimeoutCountsToo() {
        transport =
                SdkTransport.using(client().newBuilder().readTimeout(PATIENCE).build());
        EmailExceptions exceptions = exceptions(front.baseUrl());
        String id = exceptions.create(rule(".there.example")).execute().id();
        int sent = front.received().size();
        front.next(Http2ConnectionsTest::isCall, FrameFault.silent());
        assertThat(attempts(response(exceptions.get(id), false))).isEqualTo(2);
        assertThat(connections(sent)).containsExactly(1, 2);
    }

    @Test
    void callsInFlightOnAnAbandonedConnectionGoOn() {
        EmailExceptions exceptions = exceptions(front.baseUrl());
        String id = exceptions.create(rule(".there.example")).execute().id();
        int sent = front.received().size();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> released = new CompletableFuture<>();
        front.next(Http2ConnectionsTest::isCall, new FrameFault("held", true, stream -> {
            arrived.complete(null);
            released.thenRun(stream::forwardLater);
        }));
        CompletionStage<EmailExceptionRule> slow = exceptions.get(id).executeAsync();
        arrived.join();
        front.next(Http2ConnectionsTest::isCall, new FrameFault("no response", false, stream -> {}));
        assertThat(attempts(response(exceptions.get(id).with(within(PATIENCE)), false)))
                .isEqualTo(2);
        released.complete(null);
        assertThat(slow.toCompletableFuture().join().id()).isEqualTo(id);
        assertThat(connections(sent)).containsExactly(1, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMisdirectedWriteIsSentOnceMoreOnAnotherConnection(boolean async) {
        EmailExceptions exceptions = exceptions(front.baseUrl());
        String id = exceptions.create(rule(".there.example")).execute().id();
        int sent = front.received().size();
        front.next(Http2ConnectionsTest::isCall, FrameFault.misdirected());
        ApiCall<?> remove =
                exceptions.remove(id).with(CallOptions.builder().maxRetries(0).build());
        ApiResponse<?> response = response(remove, async);
        assertThat(response.exchanges()).extracting(Exchange::status).containsExactlyInAnyOrder(421, 200);
        assertThat(attempts(response)).isEqualTo(2);
        assertThat(connections(sent)).containsExactly(1, 2);
        assertThat(simulator.rules("blacklist")).isEmpty();
    }

    @Test
    void aMisdirectedAuthenticationIsSentOnceMoreOnAnotherConnection() {
        front.next(Received::authentication, FrameFault.misdirected());
        String id = exceptions(front.baseUrl())
                .create(rule(".new.example"))
                .execute()
                .id();
        assertThat(id).isNotEmpty();
        assertThat(simulator.tokensIssued()).isEqualTo(1);
        assertThat(connections(0)).startsWith(1, 2);
    }

    @Test
    void hostsOfOneAddressAndCertificateDoNotShareAConnection() {
        EmailExceptions first = exceptions(front.baseUrl(Http2Front.FIRST_HOST));
        EmailExceptions second = exceptions(front.baseUrl(Http2Front.SECOND_HOST));
        assertThat(first.create(rule(".one.example")).execute().id()).isNotEmpty();
        assertThat(second.create(rule(".two.example")).execute().id()).isNotEmpty();
        assertThat(front.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void moreCallsThanStreamsAllSucceedOnce() {
        front.maxConcurrentStreams(4);
        EmailExceptions exceptions = exceptions(front.baseUrl());
        List<CompletableFuture<EmailExceptionRule>> creates = IntStream.range(0, 20)
                .mapToObj(i -> exceptions
                        .create(rule(".r" + i + ".example"))
                        .executeAsync()
                        .toCompletableFuture())
                .toList();
        assertThat(creates.stream().map(create -> create.join().id()).distinct())
                .hasSize(20);
        assertThat(simulator.rules("blacklist")).hasSize(20);
        assertThat(simulator.writes().stream().filter(RecordedRequest::applied).filter(call -> !call.authentication()))
                .hasSize(20);
    }

    // ------------------------------------------------------------------ helpers

    private static boolean isCall(Received request) {
        return !request.authentication();
    }

    private List<Integer> connections(int from) {
        List<Received> all = front.received();
        return all.subList(from, all.size()).stream().map(Received::connection).toList();
    }

    private static <T> ApiResponse<T> response(ApiCall<T> call, boolean async) {
        return async ? call.executeForResponseAsync().toCompletableFuture().join() : call.executeForResponse();
    }

    private static int attempts(ApiResponse<?> response) {
        return response.exchanges().stream().mapToInt(Exchange::attempts).max().orElse(0);
    }

    private static CallOptions within(Duration attempt) {
        return CallOptions.builder().attemptTimeout(attempt).build();
    }

    private EmailExceptions exceptions(String baseUrl) {
        return EmailClient.builder()
                .baseUrl(baseUrl)
                .transport(transport)
                .requestLimits(RequestLimits.unlimited())
                .credentials(InfinityCredentials.of(
                        simulator.credentials().clientId(),
                        simulator.credentials().accessKey()))
                .build()
                .exceptions(EmailList.BLACKLIST);
    }

    private static EmailExceptionRule rule(String domain) {
        return EmailExceptionRule.builder()
                .senderDomain(domain, MatchMode.ENDS_WITH)
                .comment("TICKET-1")
                .build();
    }

    private static SdkTransport owned() {
        return SdkTransport.builder()
                .tls(Http2Front.trust().sslSocketFactory(), Http2Front.trust().trustManager())
                .build();
    }

    private static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .sslSocketFactory(
                        Http2Front.trust().sslSocketFactory(),
                        Http2Front.trust().trustManager())
                .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
                .build();
    }

    private static SdkTransport borrowed() {
        return SdkTransport.using(client());
    }
}
