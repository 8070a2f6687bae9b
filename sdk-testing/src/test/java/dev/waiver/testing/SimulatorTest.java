/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what all simulators do: listening, the log, the reset. Without a test framework's extensions. */
class SimulatorTest {
    private static final String BLACKLIST = Client.PREFIX + "/exceptions/blacklist";

    @Test
    void theLogTellsWhatCameOverTheWireAndHow() throws IOException {
        try (EmailSimulator hec = EmailSimulator.create()) {
            Client client = Client.signedIn(hec);
            try (RawConnection connection = new RawConnection(hec)) {
                connection.exchange(client.raw("GET", BLACKLIST + "?a=1%2F2&b=x+y&c", ""));
                connection.exchange("PUT " + BLACKLIST + "/%31 HTTP/1.1\r\nX-Twice: a\r\nx-twice: b\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\n{\"re\r\n3\r\nst\"\r\n0\r\nTrailer: t\r\n\r\n");
            }
            List<RecordedRequest> calls = hec.requests();

            assertThat(calls).extracting(RecordedRequest::method).containsExactly("POST", "GET", "PUT");
            RecordedRequest get = calls.get(1);
            assertThat(get.target()).isEqualTo(BLACKLIST + "?a=1%2F2&b=x+y&c");
            assertThat(get.path()).isEqualTo(BLACKLIST);
            assertThat(get.resource()).isEqualTo("/exceptions/blacklist");
            assertThat(get.query()).isEqualTo("a=1%2F2&b=x+y&c");
            assertThat(get.parameter("a")).contains("1/2");
            assertThat(get.parameter("b")).contains("x y");
            assertThat(get.parameter("c")).contains("");
            assertThat(get.parameter("d")).isEmpty();
            assertThat(get.status()).isEqualTo(200);
            assertThat(get.applied()).isTrue();
            assertThat(get.indexOnConnection()).isZero();

            RecordedRequest put = calls.get(2);
            assertThat(put.path()).isEqualTo(BLACKLIST + "/%31");
            assertThat(put.headers().get("X-TWICE")).containsExactly("a", "b");
            assertThat(put.header("x-Twice")).contains("a");
            assertThat(put.header("absent")).isEmpty();
            assertThat(put.body()).isEqualTo("{\"rest\"");
            assertThat(put.bodyBytes()).hasSize(7);
            assertThat(put.connection())
                    .isEqualTo(get.connection())
                    .isNotEqualTo(calls.get(0).connection());
            assertThat(put.indexOnConnection()).isEqualTo(1);
            assertThat(put.status()).isEqualTo(401);
            assertThat(put).hasToString("PUT " + BLACKLIST + "/%31 -> 401, not applied (connection 1.1)");

            assertThat(hec.requests("GET", "/exceptions/")).hasSize(1);
            assertThat(hec.requests("GET", "/app/hec-api/")).hasSize(1);
            assertThat(hec.writes()).containsExactly(hec.requests("PUT", "/").get(0));
            assertThatThrownBy(() -> calls.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    @Timeout(60)
    void aClientThatGoesAwayWithinItsRequestLeavesATrace() throws IOException {
        try (EmailSimulator hec = EmailSimulator.create()) {
            try (RawConnection connection = new RawConnection(hec)) {
                connection.write("POST " + BLACKLIST + " HTTP/1.1\r\nContent-Length: 10\r\n\r\n{");
                while (hec.requests().isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            assertThat(hec.writes()).singleElement().satisfies(call -> {
                assertThat(call.applied()).isFalse();
                assertThat(call.status()).isZero();
            });
        }
    }

    @Test
    void expect100ContinueIsHonored() throws IOException {
        try (EmailSimulator hec = EmailSimulator.create();
                RawConnection connection = new RawConnection(hec)) {
            connection.write(
                    "POST /auth/external HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
            assertThat(connection.readHead().status()).isEqualTo(100);
            connection.write("{}");
            assertThat(connection.readHead().status()).isEqualTo(401);
            assertThat(connection.readToEnd()).isNotEmpty();
        }
    }

    @Test
    void aResetGoesBackToTheBeginningAndKeepsConnectionsOpen() throws IOException {
        try (EmailSimulator hec = EmailSimulator.create();
                RawConnection connection = new RawConnection(hec)) {
            Client client = Client.signedIn(hec);
            connection.exchange(client.raw("POST", BLACKLIST, "{\"requestData\":{}}"));
            hec.faults().always(Fault.status(500));
            hec.behavior().envelope(false);
            hec.limits().requestsPerSecond(0);

            hec.reset();

            assertThat(hec.requests()).isEmpty();
            assertThat(hec.rules("blacklist")).isEmpty();
            assertThat(hec.tokensIssued()).isZero();
            String body = connection.exchange(Client.signedIn(hec).raw("GET", BLACKLIST, ""));
            assertThat(body).startsWith("{\"responseEnvelope\"");
        }
    }

    @Test
    void closingRefusesConnectionsAndStartingTakesTheSamePortAgain() throws IOException {
        EmailSimulator hec = EmailSimulator.create();
        String baseUrl = hec.baseUrl();
        assertThat(baseUrl).matches("http://127\\.0\\.0\\.1:\\d+");
        hec.add("blacklist", "{}");
        hec.close();
        hec.close();
        assertThatThrownBy(() -> new RawConnection(hec)).isInstanceOf(IOException.class);
        assertThat(hec.rules("blacklist")).hasSize(1);

        hec.start();
        hec.start();
        assertThat(hec.baseUrl()).isEqualTo(baseUrl);
        assertThat(Client.signedIn(hec).list("blacklist")).hasSize(1);

        assertThatThrownBy(() -> EmailSimulator.builder()
                        .port(URI.create(baseUrl).getPort())
                        .build())
                .hasMessageContaining("cannot listen on port");
        hec.close();
    }

    @Test
    void itsThreadsAreDaemonsAndItTakesManyCallersAtOnce() {
        try (EmailSimulator hec = EmailSimulator.create()) {
            Client client = Client.signedIn(hec);
            List<CompletableFuture<Integer>> calls = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> client.post("/exceptions/blacklist", "{}").statusCode()))
                    .toList();
            assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
            assertThat(hec.rules("blacklist"))
                    .hasSize(50)
                    .extracting(rule -> rule.get("entityId").asText())
                    .doesNotHaveDuplicates();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("EmailSimulator"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void itsDescriptionHoldsNoCredential() {
        try (EmailSimulator hec = EmailSimulator.create()) {
            assertThat(hec).hasToString("email at " + hec.baseUrl());
        }
    }
}
