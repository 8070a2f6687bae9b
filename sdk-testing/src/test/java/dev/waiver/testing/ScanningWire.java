/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The JDK's HTTP client at a scanning simulator, with any {@code Authorization} header. */
final class ScanningWire {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScanningSimulator scanning;

    ScanningWire(ScanningSimulator scanning) {
        this.scanning = scanning;
    }

    HttpResponse<String> authenticate(ObjectNode body) {
        return exchange("POST", "/auth/sign_in", "", scanning.credentials().apiKey(), Json.write(body));
    }

    static ObjectNode userAndPassword() {
        return Json.object().put("username", "simulated-user").put("password", "simulated-password");
    }

    HttpResponse<String> send(String method, String target, String body) {
        return exchange(
                method,
                target,
                "Basic " + scanning.accessToken(),
                scanning.credentials().apiKey(),
                body);
    }

    JsonNode get(String target) {
        return Json.parse(send("GET", target, "").body());
    }

    HttpResponse<String> create(String exception) {
        return send("POST", "/v2/exceptions", "{\"exception\":" + exception + "}");
    }

    HttpResponse<String> exchange(String method, String target, String authorization, String apiKey, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scanning.baseUrl() + target))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!apiKey.isEmpty()) {
            request.header("x-api-key", apiKey);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
