/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Secret;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.GET;

/** Tests that invalid input is refused before anything is sent: at the call site, naming the field. */
class BadInputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "host.example",
                "ftp://host.example",
                "https://",
                "https://host.example/x?y=1",
                "https://host.example/#x",
                "https://user:pw@host.example/",
                "http://host.example/",
                ""
            })
    void aBaseUrlThatCannotBe(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestProtocol.Builder().build(url))
                .withMessageStartingWith("baseUrl: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1:1/x", "http://[::1]:1", "https://host.example/a/b"})
    void aBaseUrlThatCan(String url) {
        assertThat(new TestProtocol.Builder().build(url).baseUrl()).endsWith("/");
    }

    @Test
    void plainHttpByName() {
        assertThat(new TestProtocol.Builder()
                        .allowPlainHttp()
                        .build("http://tunnel.example")
                        .baseUrl())
                .isEqualTo("http://tunnel.example/");
    }

    @Test
    @SuppressWarnings("NullAway") // a caller without a nullness checker
    void pathValues() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            TestProtocol.Api api =
                    new TestProtocol.Builder().build(server.url("/").toString()).builtInApi(TestProtocol.Api.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> api.remove(""))
                    .withMessageContaining("empty");
            assertThatIllegalArgumentException().isThrownBy(() -> api.remove(".."));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> api.remove("a\ud800b"))
                    .withMessageContaining("surrogate");
            assertThatThrownBy(() -> api.remove(null)).isInstanceOf(IllegalArgumentException.class);
            for (String odd : List.of("a/b", "%2e%2e", "a?b=c", "a#b", "x\r\ny", "\ud83d\ude00", "a b")) {
                server.enqueue(new MockResponse.Builder()
                        .body("{\"code\":200,\"data\":{}}")
                        .build());
                api.get(odd).execute();
                assertThat(server.takeRequest().getUrl().pathSegments()).containsExactly("rules", odd);
            }
        }
    }

    @Test
    void headers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().header("x-key", "se\ncret"))
                .withMessageContaining("header x-key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("se\n"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().header("x key", "v"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().requestId(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().tenantScope("a\r\nb"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().maxRetries(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().deadline(java.time.Duration.ZERO))
                .withMessageStartingWith("deadline");
        assertThat(CallOptions.builder().header("x-key", "secret").build().toString())
                .contains("x-key")
                .doesNotContain("secret");
    }

    @Test
    void secrets() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("accessKey", "  "))
                .withMessageStartingWith("accessKey");
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("accessKey", "abc\n"));
        Secret secret = Secret.of("accessKey", "abc");
        assertThat(secret).hasToString("***").isEqualTo(Secret.of("other", "abc"));
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(secret)).isInstanceOf(NotSerializableException.class);
        }
    }

    interface Fine {
        @GET("x/")
        ApiCall<JsonNode> x();
    }

    @Test
    void aPackagePrivateInterfaceWorks() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder()
                    .body("{\"code\":200,\"data\":[1]}")
                    .build());
            Fine api = new TestProtocol.Builder()
                    .build(server.url("/base").toString())
                    .api(Fine.class);
            assertThat(api.x().execute()).hasSize(1);
            assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/base/x/");
        }
    }
}
