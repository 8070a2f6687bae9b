/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** The JDK's HTTP client, authenticated at an email simulator. */
final class Client {
    static final String PREFIX = "/app/hec-api/v1.0";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator simulator;
    private final String token;

    private Client(Simulator simulator, String token) {
        this.simulator = simulator;
        this.token = token;
    }

    static Client anonymous(Simulator simulator) {
        return new Client(simulator, "");
    }

    static Client signedIn(EmailSimulator hec) {
        return signedIn(hec, hec.credentials());
    }

    static Client signedIn(EmailSimulator hec, EmailSimulator.Credentials key) {
        String response = anonymous(hec).signIn(key.clientId(), key.accessKey()).body();
        return new Client(hec, Json.parse(response).path("data").path("token").asText());
    }

    HttpResponse<String> signIn(String clientId, String accessKey) {
        ObjectNode body = Json.object().put("clientId", clientId).put("accessKey", accessKey);
        return send(request("/auth/external").POST(BodyPublishers.ofString(Json.write(body))));
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + target)).timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder resource(String resource) {
        return request(PREFIX + resource)
                .header("Authorization", "Bearer " + token)
                .header("x-av-req-id", UUID.randomUUID().toString());
    }

    HttpResponse<String> get(String resource) {
        return send(resource(resource).GET());
    }

    HttpResponse<String> post(String resource, String requestData) {
        return send(resource(resource).POST(BodyPublishers.ofString("{\"requestData\":" + requestData + "}")));
    }

    HttpResponse<String> put(String resource, String requestData) {
        return send(resource(resource).PUT(BodyPublishers.ofString("{\"requestData\":" + requestData + "}")));
    }

    HttpResponse<String> delete(String list, String id) {
        return send(resource("/exceptions/" + list + "/delete/" + id).POST(BodyPublishers.noBody()));
    }

    /** Sends a request with a body, which GET and DELETE may have too. */
    HttpResponse<String> send(String method, String resource, String requestData) {
        return send(
                resource(resource).method(method, BodyPublishers.ofString("{\"requestData\":" + requestData + "}")));
    }

    JsonNode list(String list) {
        return data(get("/exceptions/" + list));
    }

    static JsonNode data(HttpResponse<String> response) {
        return Json.parse(response.body()).path("responseData");
    }

    static JsonNode envelope(HttpResponse<String> response) {
        return Json.parse(response.body()).path("responseEnvelope");
    }

    static int code(HttpResponse<String> response) {
        return envelope(response).path("responseCode").intValue();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a request as text, as sent over a socket. */
    String raw(String method, String target, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
