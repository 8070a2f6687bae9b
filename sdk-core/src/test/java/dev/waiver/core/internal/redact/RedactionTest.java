/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.Secret;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.exchange.TestProtocol;
import dev.waiver.core.spi.AccessToken;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests where a secret could show, and how it could be spelled. */
class RedactionTest {
    private static Redaction of(String... secrets) {
        Redaction redaction = Redaction.of(List.of(), CallOptions.none());
        for (String secret : secrets) {
            redaction.and(Secret.of("secret", secret));
        }
        return redaction;
    }

    private static Redaction ofHeader(String name, String value) {
        return Redaction.of(List.of(), CallOptions.builder().header(name, value).build());
    }

    // ------------------------------------------------------------------ which texts are secrets

    @Test
    void everyOccurrenceOfEverySecretIsRedacted() {
        assertThat(of("s3cret-1", "s3cret-2").text("s3cret-1, s3cret-2 and xs3cret-1x"))
                .isEqualTo("***, *** and x***x");
    }

    @Test
    void aTextWithoutSecretsIsReturnedAsIs() {
        String text = "S3CRET-1 s3cret-";
        assertThat(of("s3cret-1").text(text)).isSameAs(text);
        assertThat(of().text(text)).isSameAs(text);
        assertThat(of("s3cret-1").textOrNull(null)).isNull();
    }

    /** They would garble any text, and protect nothing. */
    @ParameterizedTest
    @CsvSource({"a, false", "abc, false", "abcd, true"})
    void valuesOfLessThanFourCharactersAreNot(String secret, boolean redacted) {
        assertThat(of(secret).text("<" + secret + ">")).isEqualTo(redacted ? "<***>" : "<" + secret + ">");
    }

    @Test
    void aSecretThatBeginsWithAnotherOneIsRedactedWhole() {
        assertThat(of("abcd", "abcdefgh").text("abcdefgh abcd")).isEqualTo("*** ***");
        assertThat(of("abcdefgh", "abcd").text("abcdefgh abcd")).isEqualTo("*** ***");
        assertThat(of("cdef", "abcdefgh").body("abcdefgh cdef")).isEqualTo("*** ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-api-key",
                "APIKEY",
                "X-Token",
                "client-secret",
                "Authorization",
                "Proxy-Authorization",
                "x-auth",
                "password",
                "x-passwd",
                "Cookie",
                "x-signature",
                "Ocp-Apim-Subscription-Key"
            })
    void callersHeadersWhoseNamesSuggestACredentialAre(String name) {
        assertThat(ofHeader(name, "v4lue-1").text("got v4lue-1")).isEqualTo("got ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-request-id", "accept-language", "x-tenant", "user-agent", "if-match"})
    void otherHeadersOfTheCallerAreNot(String name) {
        assertThat(ofHeader(name, "v4lue-1").text("got v4lue-1")).isEqualTo("got v4lue-1");
    }

    @Test
    void aCredentialInAHeaderIsRedactedWithAndWithoutItsScheme() {
        Redaction redaction = ofHeader("Authorization", "Bearer t0ken-1");
        assertThat(redaction.text("header Bearer t0ken-1")).isEqualTo("header ***");
        assertThat(redaction.text("token t0ken-1 has expired")).isEqualTo("token *** has expired");
    }

    // ------------------------------------------------------------------ how they may be spelled

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p\"a\\s/s+w=o&r d",
                "p\\\"a\\\\s/s+w=o&r d", // JSON
                "p\\\"a\\\\s\\/s+w=o&r d", // JSON with escaped slashes
                "p\\\\\\\"a\\\\\\\\s/s+w=o&r d", // JSON in JSON
                "p%22a%5Cs%2Fs%2Bw%3Do%26r+d", // a form
                "p%22a%5Cs%2Fs%2Bw%3Do%26r%20d", // a URL
                "p%22a%5cs%2fs%2bw%3do%26r+d", // a form, in lowercase
            })
    void aSecretWithSpecialCharactersIsRedactedHoweverItIsSpelled(String spelling) {
        assertThat(of("p\"a\\s/s+w=o&r d").text("<" + spelling + ">")).isEqualTo("<***>");
    }

    @Test
    void anUppercaseLetterIsNotAnEscape() {
        assertThat(of("AB/CD").text("ab%2fcd AB%2fCD")).isEqualTo("ab%2fcd ***");
    }

    // ------------------------------------------------------------------ truncated bodies

    @Test
    void theBeginningOfASecretWhereABodyWasTruncatedIsRedacted() {
        String secret = "s3cret-1";
        for (int kept = 0; kept <= secret.length(); kept++) {
            String body = "{\"token\":\"" + secret.substring(0, kept);
            assertThat(of(secret).body(body)).isEqualTo(kept < 4 ? body : "{\"token\":\"***");
        }
        assertThat(of(secret).body("s3cre")).isEqualTo("***");
        assertThat(of(secret).body("s3cre, and more")).isEqualTo("s3cre, and more");
        assertThat(of("a/b/c/d/e").body("?key=a%2Fb%2Fc")).isEqualTo("?key=***");
    }

    // ------------------------------------------------------------------ places

    @Test
    void headersAreRedactedInTheirValues() {
        Map<String, List<String>> clean = Map.of("etag", List.of("1"));
        assertThat(of("s3cret-1").headers(clean)).isEqualTo(clean);
        assertThat(of("s3cret-1").headers(Map.of("x-echo", List.of("a", "b s3cret-1"))))
                .isEqualTo(Map.of("x-echo", List.of("a", "b ***")));
    }

    @Test
    void headersThatCarryCredentialsAreLeftOut() {
        ResponseHeaders headers = new ResponseHeaders(Headers.of(
                "Set-Cookie", "a=b", "X-Auth-Token", "t", "Authorization", "x", "X-Echo", "s3cret-1", "ETag", "1"));
        assertThat(headers).containsOnlyKeys("x-echo", "etag");
        assertThat(of("another").headers(headers))
                .as("the originals are not kept")
                .isNotInstanceOf(ResponseHeaders.class)
                .containsOnlyKeys("x-echo", "etag");
        assertThat(of("s3cret-1").headers(headers)).isEqualTo(Map.of("x-echo", List.of("***"), "etag", List.of("1")));
    }

    @Test
    void entriesAreRedactedInMessageCodeAndDetails() {
        ErrorEntry clean = ErrorEntry.of("c", "m", Map.of("k", "v"));
        List<ErrorEntry> entries = List.of(clean);
        assertThat(of("s3cret-1").entries(entries)).usingRecursiveComparison().isEqualTo(entries);
        for (ErrorEntry entry : List.of(
                ErrorEntry.of("s3cret-1", "m", Map.of()),
                ErrorEntry.of(null, "m s3cret-1", Map.of()),
                ErrorEntry.of(null, "truncated s3cre", Map.of()),
                ErrorEntry.of(null, "m", Map.of("k", "s3cret-1")))) {
            assertThat(of("s3cret-1").entries(List.of(clean, entry)))
                    .first()
                    .usingRecursiveComparison()
                    .isEqualTo(clean);
            assertThat(of("s3cret-1").entries(List.of(clean, entry))).element(1).satisfies(redacted -> {
                assertThat(redacted + " " + redacted.details()).contains("***").doesNotContain("s3cre");
            });
        }
    }

    @Test
    void anExchangeIsRedactedInItsServerRequestIdHeadersAndEnvelope() {
        Exchange clean = exchange("id", "v", "e");
        assertThat(of("s3cret-1").exchange(clean)).usingRecursiveComparison().isEqualTo(clean);
        for (Exchange echo : List.of(
                exchange("s3cret-1", "v", "e"), exchange("id", "s3cret-1", "e"), exchange("id", "v", "s3cret-1"))) {
            Exchange redacted = of("s3cret-1").exchange(echo);
            assertThat(List.of(redacted.serverRequestId(), redacted.headers(), redacted.envelope()))
                    .asString()
                    .contains("***")
                    .doesNotContain("s3cret-1");
            assertThat(redacted.operation()).isEqualTo("Api.get");
            assertThat(redacted.status()).isEqualTo(400);
        }
    }

    private static Exchange exchange(String id, String header, String envelope) {
        return new Exchange("Api.get", "r", 400, 1, id, Map.of("x-echo", List.of(header)), Map.of("message", envelope));
    }

    // ------------------------------------------------------------------ errors of calls

    private static final String TOKEN = "t0ken/of+a=client";
    private static final String HEADER = "h34dervalue";

    private static MockResponse.Builder response(int status) {
        return new MockResponse.Builder().code(status);
    }

    /** Responses that echo the token and the caller's header, in all places that an error shows. */
    static List<MockResponse> echoes() {
        String both = TOKEN + " " + HEADER;
        return List.of(
                response(400).body("{\"message\":\"" + both + "\"}").build(),
                response(400).body("<html>" + both).build(),
                response(400).body("x".repeat(64 * 1024 - 6) + TOKEN).build(),
                response(403).addHeader("x-echo", both).build(),
                response(302)
                        .addHeader("location", "http://" + HEADER + ".example/" + TOKEN)
                        .build(),
                response(200)
                        .body("{\"code\":400,\"id\":\"" + TOKEN + "\",\"message\":\"" + both + "\"}")
                        .build(),
                response(200).body("{\"code\":200,\"data\":{\"a\":" + both).build(),
                response(200)
                        .body("{\"code\":200,\"id\":\"" + TOKEN + "\",\"data\":" + HEADER + "}")
                        .build());
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void noErrorShowsACredentialAnywhere(MockResponse echo) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(echo);
            server.enqueue(echo);
            ApiCall<?> call = new TestProtocol.Builder()
                    .build(
                            server.url("/").toString(),
                            () -> ApiCall.of(AccessToken.untilRefused(Secret.of("token", TOKEN))))
                    .builtInApi(TestProtocol.Api.class)
                    .get("x")
                    .with(CallOptions.builder().header("x-api-key", HEADER).build());
            SdkException error = null;
            try {
                ApiResponse<?> response = call.executeForResponse();
                assertThat(response).as("it fails").isNull();
            } catch (SdkException e) {
                error = e;
            }
            assertClean(Objects.requireNonNull(error));
            try {
                assertThat(call.executeAsync().get()).as("it fails").isNull();
            } catch (ExecutionException e) {
                assertClean((SdkException) Objects.requireNonNull(e.getCause()));
            }
        }
    }

    private static void assertClean(SdkException error) throws Exception {
        StringWriter shown = new StringWriter();
        error.printStackTrace(new PrintWriter(shown, true));
        error.callInfo()
                .exchanges()
                .forEach(e -> shown.append(" " + e + e.headers() + e.envelope() + e.serverRequestId()));
        if (error instanceof ApiException e) {
            shown.append(e.rawBody() + e.errors() + e.response().headers());
            e.errors().forEach(entry -> shown.append(entry.details().toString()));
        }
        if (error instanceof DecodeException e) {
            shown.append(e.rawBody());
        }
        ByteArrayOutputStream serialized = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
            out.writeObject(error);
        }
        for (String text : List.of(shown.toString(), serialized.toString(StandardCharsets.ISO_8859_1))) {
            assertThat(text).doesNotContain(TOKEN, HEADER, TOKEN.substring(0, 6));
        }
    }

    @Test
    void aSecretItselfShowsNothing() {
        Secret secret = Secret.of("token", TOKEN);
        assertThat(secret + " " + AccessToken.untilRefused(secret))
                .contains("***")
                .doesNotContain(TOKEN);
        assertThat(CallOptions.builder().header("x-api-key", HEADER).build().toString())
                .contains("x-api-key")
                .doesNotContain(HEADER);
    }
}
