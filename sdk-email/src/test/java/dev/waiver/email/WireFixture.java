/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.RequestLimits;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.fixtures.ManualClock;
import dev.waiver.testing.TestClock;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fixture with a scripted service over a real socket and a manual clock, for what the simulator does not have. */
abstract class WireFixture {
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String PREFIX = "/app/hec-api/v1.0/";

    /**
     * A request as it arrived.
     *
     * @param path the encoded path below the service's own, without the query
     * @param query the encoded query; empty if there is none
     * @param scopes the header {@code scopes}; empty if there is none
     */
    record Sent(String method, String path, String query, String scopes, String body) {
        String line() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query);
        }

        ObjectNode data() {
            return (ObjectNode) EmailFixture.object(body).get("requestData");
        }
    }

    final TestClock clock = TestClock.at(Instant.parse("2026-11-20T16:41:35Z"));
    final ManualClock time = new ManualClock(clock);
    final List<Sent> requests = new CopyOnWriteArrayList<>();

    private final MockWebServer server = new MockWebServer();
    private final List<EmailClient> clients = new ArrayList<>();

    /** Responds to a request about exceptions. */
    abstract MockResponse respond(Sent sent);

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String[] target = request.getTarget().split("\\?", 2);
                if (target[0].equals("/auth/external")) {
                    return json(200, "{\"success\":true,\"data\":{\"token\":\"tok-123456\",\"expiresIn\":180000}}");
                }
                String scopes = request.getHeaders().get("scopes");
                Sent sent = new Sent(
                        request.getMethod(),
                        target[0].substring(PREFIX.length()),
                        target.length == 1 ? "" : target[1],
                        scopes == null ? "" : scopes,
                        request.getBody() == null ? "" : request.getBody().utf8());
                if (sent.path().equals("scopes")) {
                    return json(200, "{\"responseEnvelope\":{},\"responseData\":[\"farm:acme\",\"farm:other\"]}");
                }
                requests.add(sent);
                return respond(sent);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        clients.forEach(EmailClient::close);
        server.close();
    }

    EmailClient.Builder settings() {
        return EmailClient.builder()
                .baseUrl(server.url("/").toString())
                .credentials(InfinityCredentials.of("client-id", "very-secret-key"))
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0.5)
                .clock(time);
    }

    EmailClient closing(EmailClient client) {
        clients.add(client);
        return client;
    }

    EmailClient client() {
        return closing(settings().build());
    }

    /** Returns the requests so far, by method, path and query. */
    List<String> lines() {
        return requests.stream().map(Sent::line).toList();
    }

    /** Returns the requests that write. */
    List<Sent> writes() {
        return requests.stream().filter(sent -> !sent.method().equals("GET")).toList();
    }

    /** Returns the last segment of a path, decoded. */
    static String segment(String path) {
        List<String> segments = HttpUrl.get("http://service.example/" + path).pathSegments();
        return segments.get(segments.size() - 1);
    }

    /** Returns a document whose numbers are written as they are here. */
    static ObjectNode exact(String json) {
        try {
            return (ObjectNode) EXACT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    /** Returns a success with the status 200 and this code in its envelope. */
    static MockResponse success(int code, ArrayNode data) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putObject("responseEnvelope")
                .put("requestId", "00000000-0000-0000-0000-000000000000")
                .put("responseCode", code)
                .put("responseText", "")
                .put("additionalText", "")
                .put("recordsNumber", data.size() + 3) // often the number of all records
                .put("scrollId", "");
        response.set("responseData", data);
        return json(200, response.toString());
    }

    static MockResponse success(int code) {
        return success(code, JsonNodeFactory.instance.arrayNode());
    }
}
