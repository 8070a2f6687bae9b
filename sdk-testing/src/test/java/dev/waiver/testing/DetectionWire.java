/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's HTTP client, authenticated at a detection simulator. */
final class DetectionWire {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Client client;
    private final String token;

    DetectionWire(DetectionSimulator detection) {
        client = Client.anonymous(detection);
        long now = detection.clock().instant().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("iss", "http://cylance.com")
                .put("sub", detection.credentials().applicationId())
                .put("tid", detection.credentials().tenantId())
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + 1800);
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(Json.write(claims));
        String secret = detection.credentials().applicationSecret();
        String body = "{\"auth_token\":\"" + signed + "." + BASE64.encodeToString(hmac(secret, signed)) + "\"}";
        HttpResponse<String> response =
                client.send(client.request("/auth/v2/token").POST(BodyPublishers.ofString(body)));
        token = Json.parse(response.body()).path("access_token").asText();
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> send(String method, String target, String body) {
        return client.send(client.request(target)
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    JsonNode get(String target) {
        return Json.parse(send("GET", target, "").body());
    }
}
