/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import feign.codec.ErrorDecoder;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import feign.okhttp.OkHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;

/** Feign on OkHttp with its Jackson codec, set up as in the README of Feign. */
final class FeignContestant implements Contestant {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The endpoints. */
    @Headers({"Accept: application/json", "Content-Type: application/json"})
    interface Api {
        @RequestLine("POST " + Payloads.SIGN_IN_PATH)
        JsonNode signIn(Map<String, String> credentials);

        @RequestLine("GET " + Payloads.EMAIL_PATH + "{list}")
        Rule.ListResponse list(@Param("list") String list);

        @RequestLine("POST " + Payloads.EMAIL_PATH + "{list}")
        Rule.ListResponse create(@Param("list") String list, Rule.Sent rule);

        @RequestLine("GET " + Payloads.DOCUMENT_PATH + "{id}")
        JsonNode document(@Param("id") String id);

        @RequestLine("PUT " + Payloads.DOCUMENT_PATH + "{id}")
        JsonNode replace(@Param("id") String id, JsonNode document);
    }

    private final Api api;
    private volatile String token = "";

    FeignContestant(Wire wire) {
        api = Feign.builder()
                .client(new OkHttpClient(wire.okHttp()))
                .encoder(new JacksonEncoder(MAPPER))
                .decoder(new JacksonDecoder(MAPPER))
                .errorDecoder(new Errors())
                .requestInterceptor(request -> {
                    String id = UUID.randomUUID().toString();
                    request.header(request.path().startsWith(Payloads.EMAIL_PATH) ? "x-av-req-id" : "X-Request-Id", id);
                    if (!token.isEmpty()) {
                        request.header("Authorization", token);
                    }
                })
                .target(Api.class, wire.baseUrl());
        token = "Bearer "
                + api.signIn(Map.of("clientId", "bench", "accessKey", "bench-key"))
                        .path("data")
                        .path("token")
                        .asText();
    }

    private static final class Errors implements ErrorDecoder {
        @Override
        public Exception decode(String method, Response response) {
            try (InputStream in = response.body().asInputStream()) {
                String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                JsonNode envelope = MAPPER.readTree(text).path("responseEnvelope");
                return new RefusedException(
                        response.status(),
                        response.request()
                                .headers()
                                .get("x-av-req-id")
                                .iterator()
                                .next(),
                        envelope.path("requestId").asText(),
                        envelope.path("responseText").asText(),
                        text);
            } catch (IOException e) {
                return e;
            }
        }
    }

    @Override
    public Object list(String name) {
        return api.list(name).rules();
    }

    @Override
    public Object create() {
        return api.create("whitelist", new Rule.Sent(Rule.example())).rules();
    }

    @Override
    public Object document() {
        return api.replace(Payloads.DOCUMENT_ID, api.document(Payloads.DOCUMENT_ID));
    }
}
