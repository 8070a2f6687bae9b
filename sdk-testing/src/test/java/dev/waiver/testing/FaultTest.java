/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.testing.internal.Json;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what each fault does to the connection, and whether the request took effect. */
class FaultTest {
    private static final String RULE = "{\"requestData\":{\"comment\":\"once\"}}";

    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    private final Client client = Client.signedIn(hec);

    private final String create = client.raw("POST", Client.PREFIX + "/exceptions/blacklist", RULE);

    private void assertOutcome(int status, boolean applied) {
        assertThat(hec.writes()).singleElement().satisfies(call -> {
            assertThat(call.status()).isEqualTo(status);
            assertThat(call.applied()).isEqualTo(applied);
        });
        assertThat(hec.rules("blacklist")).hasSize(applied ? 1 : 0);
        assertThat(hec.faults().pending()).isZero();
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of(Fault.none(), 200, "application/json", "responseEnvelope", true),
                Arguments.of(Fault.status(500), 500, "application/json", "status 500", false),
                Arguments.of(Fault.status(500).afterApplying(), 500, "application/json", "status 500", true),
                Arguments.of(Fault.status(408), 408, "application/json", "status 408", false),
                Arguments.of(Fault.status(418, Map.of("X-A", "b"), "tea"), 418, null, "tea", false),
                Arguments.of(Fault.retryAfter(429, "soon"), 429, "application/json", "status 429", false),
                Arguments.of(Fault.html(502), 502, "text/html; charset=utf-8", "<!DOCTYPE html>", false),
                Arguments.of(Fault.html(200), 200, "text/html; charset=utf-8", "<!DOCTYPE html>", true),
                Arguments.of(Fault.body(200, "text/csv", new byte[] {'x'}), 200, "text/csv", "x", true),
                Arguments.of(Fault.emptyBody(200), 200, null, "", true),
                Arguments.of(Fault.emptyBody(200).withoutApplying(), 200, null, "", false),
                Arguments.of(Fault.emptyBody(204), 204, null, "", true),
                Arguments.of(Fault.redirect(307, "http://127.0.0.1:1/"), 307, null, "", false),
                Arguments.of(Fault.wrongContentType("image/png"), 200, "image/png", "responseEnvelope", true),
                Arguments.of(Fault.noContentType(), 200, null, "responseEnvelope", true),
                Arguments.of(Fault.byteOrderMark(), 200, "application/json", "\uFEFF{", true),
                Arguments.of(Fault.noContentWithBody("text/a", new byte[] {'x'}), 204, "text/a", "x", true),
                Arguments.of(Fault.deeplyNested(3), 200, "application/json", "[[[]]]", true),
                Arguments.of(Fault.hugeBody(10), 200, "application/json", "\"aaaaaaaa\"", true),
                Arguments.of(Fault.delay(Duration.ofMillis(1)), 200, "application/json", "responseEnvelope", true),
                Arguments.of(Fault.drip(100, Duration.ofMillis(1)), 200, "application/json", "responseEnvelope", true));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void responsesThatComeWhole(Fault fault, int status, String contentType, String content, boolean applied)
            throws IOException {
        hec.faults().next(fault);
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            RawConnection.ResponseHead head = connection.readHead();
            byte[] body = connection.readBytes(head.length());

            assertThat(head.status()).isEqualTo(status);
            assertThat(head.headers().get("Content-Type")).isEqualTo(contentType);
            assertThat(new String(body, StandardCharsets.UTF_8)).contains(content);
            assertOutcome(status, applied);

            connection.write(client.raw("GET", Client.PREFIX + "/scopes", ""));
            assertThat(connection.readHead().status())
                    .as("the connection is still usable")
                    .isEqualTo(200);
        }
    }

    @Test
    void headersOfAFault() throws IOException {
        hec.faults()
                .next(
                        Fault.retryAfter(503, "120"),
                        Fault.redirect(308, "/there"),
                        Fault.status(418, Map.of("A", "b"), ""));
        try (RawConnection connection = new RawConnection(hec)) {
            for (String header : new String[] {"Retry-After: 120", "Location: /there", "A: b"}) {
                connection.write(create);
                RawConnection.ResponseHead head = connection.readHead();
                connection.readBytes(head.length());
                String[] pair = header.split(": ", 2);
                assertThat(head.headers()).containsEntry(pair[0], pair[1]);
            }
        }
    }

    @Test
    void invalidUtf8() throws IOException {
        hec.faults().next(Fault.invalidUtf8());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            byte[] body = connection.readBytes(connection.readHead().length());
            assertThat(body).startsWith('{', '"', 0xC3, '(', 'r');
            assertOutcome(200, true);
        }
    }

    @Test
    void truncated() throws IOException {
        hec.faults().next(Fault.truncated());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            int announced = connection.readHead().length();
            assertThat(connection.readToEnd()).hasSizeLessThan(announced).isNotEmpty();
            assertOutcome(200, true);
        }
    }

    @Test
    void endlessBody() throws IOException {
        hec.faults().next(Fault.endlessBody());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            assertThat(connection.readHead().headers()).containsEntry("Transfer-Encoding", "chunked");
            assertThat(connection.readBytes(1 << 24)).hasSize(1 << 24);
            assertOutcome(200, true);
        }
    }

    @Test
    void gzipBomb() throws IOException {
        hec.faults().next(Fault.gzipBomb());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            assertThat(connection.readHead().headers())
                    .containsEntry("Content-Encoding", "gzip")
                    .containsEntry("Content-Type", "application/json");
            assertThat(connection.readBytes(100)).hasSize(100);
            assertOutcome(200, true);
        }
    }

    @Test
    void hugeBodyIsAsLongAsItSays() throws IOException {
        hec.faults().next(Fault.hugeBody(3_000_000));
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            assertThat(connection.readHead().length()).isEqualTo(3_000_000);
            assertThat(Json.parse(new String(connection.readBytes(3_000_000), StandardCharsets.UTF_8))
                            .asText())
                    .hasSize(2_999_998);
        }
    }

    @Test
    void closeBeforeTheRequestReadsNothingOfItsBody() throws IOException {
        hec.faults().next(Fault.closeBeforeRequest());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create.substring(0, create.indexOf("{")));
            assertThatThrownBy(() -> {
                        if (connection.read() < 0) {
                            throw new EOFException();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertOutcome(0, false);
        }
    }

    @Test
    void closeInTheMiddleOfTheRequest() throws IOException {
        hec.faults().next(Fault.closeInTheMiddleOfRequest());
        String head = create.substring(0, create.indexOf("{"));
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(head + RULE.substring(0, RULE.length() / 2 - 2));
            connection.timeout(300);
            assertThatThrownBy(connection::read).isInstanceOf(SocketTimeoutException.class);
            connection.timeout(20_000);
            connection.write(RULE.substring(RULE.length() / 2 - 2, RULE.length() - 1));
            assertThatThrownBy(connection::read).isInstanceOf(IOException.class).hasMessageContaining("reset");
            assertOutcome(0, false);
        }
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of(Fault.closeWithoutApplying(), false), Arguments.of(Fault.closeAfterApplying(), true));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void closesWithoutAResponse(Fault fault, boolean applied) throws IOException {
        hec.faults().next(fault);
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            assertThat(connection.read())
                    .as("the connection is closed normally")
                    .isEqualTo(-1);
            assertOutcome(0, applied);
        }
    }

    @Test
    void closeInTheMiddleOfTheResponse() throws IOException {
        hec.faults().next(Fault.closeInTheMiddleOfResponse());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            assertThatThrownBy(() -> {
                        connection.readHead();
                        connection.readToEnd();
                    })
                    .isInstanceOf(IOException.class);
            assertOutcome(200, true);
        }
    }

    @Test
    void aResponseWithoutABodyIsCutInItsHead() throws IOException {
        try (ScanningSimulator scanning = ScanningSimulator.create()) {
            scanning.start();
            scanning.faults().next(Fault.closeInTheMiddleOfResponse());
            String body = "{\"exception\":{\"text\":\"once\",\"nvt\":\"1.3.6.1.4.1.25623.1.0.10330\"}}";
            try (RawConnection connection = new RawConnection(scanning)) {
                connection.write("POST /v2/exceptions HTTP/1.1\r\nHost: test\r\nAuthorization: Basic "
                        + scanning.accessToken() + "\r\nx-api-key: "
                        + scanning.credentials().apiKey()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);

                assertThat(connection.readBytes(8))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("HTTP/1.1");
                assertThatThrownBy(connection::readHead).isInstanceOf(IOException.class);
            }
            assertThat(scanning.writes()).singleElement().satisfies(call -> {
                assertThat(call.status()).isZero();
                assertThat(call.applied()).isTrue();
            });
        }
    }

    @Test
    void closeAfterTheResponseIsNotAnnounced() throws IOException {
        hec.faults().next(Fault.closeAfterResponse());
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(create);
            RawConnection.ResponseHead head = connection.readHead();
            assertThat(head.headers()).doesNotContainKey("Connection");
            assertThat(connection.readBytes(head.length())).hasSize(head.length());
            assertThat(connection.read()).isEqualTo(-1);
            assertOutcome(200, true);
        }
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                Arguments.of(Fault.stall(), 0, false),
                Arguments.of(Fault.stall().afterApplying(), 0, true),
                Arguments.of(Fault.stallInTheMiddleOfResponse(), 200, true));
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void stallsUntilTheClientGoesAwayOrTheTestIsOver(Fault fault, int status, boolean applied) throws IOException {
        hec.faults().next(fault);
        try (RawConnection connection = new RawConnection(hec).timeout(300)) {
            connection.write(create);
            if (status != 0) {
                assertThat(connection.readBytes(1)).isNotEmpty();
            }
            assertThatThrownBy(connection::readToEnd).isInstanceOf(SocketTimeoutException.class);
            assertOutcome(status, applied);

            hec.reset();
            connection.timeout(20_000);
            assertThatThrownBy(connection::readToEnd)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aFaultThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Fault.closeBeforeRequest().afterApplying())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("close before the request");
        assertThatThrownBy(() -> Fault.truncated().withoutApplying()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Fault.drip(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.deeplyNested(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.hugeBody(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Fault.status(500).afterApplying().delayed(Duration.ofSeconds(1)))
                .hasToString("status 500, applied after PT1S");
    }
}
