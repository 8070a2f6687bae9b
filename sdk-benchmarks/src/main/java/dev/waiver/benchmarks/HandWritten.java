/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A careful hand-written client on OkHttp and Jackson's readers and writers: the baseline of the benchmark. */
final class HandWritten implements Contestant {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader RESPONSE = MAPPER.readerFor(Rule.ListResponse.class);
    private static final ObjectReader TREE = MAPPER.readerFor(JsonNode.class);
    private static final ObjectWriter SENT = MAPPER.writerFor(Rule.Sent.class);
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final HttpUrl email;
    private final HttpUrl detection;
    private final HttpUrl signIn;
    private volatile String token;
    private volatile long tokenEnds;

    HandWritten(Wire wire) {
        http = wire.okHttp();
        email = HttpUrl.get(wire.baseUrl() + Payloads.EMAIL_PATH);
        detection = HttpUrl.get(wire.baseUrl() + Payloads.DOCUMENT_PATH);
        signIn = HttpUrl.get(wire.baseUrl() + Payloads.SIGN_IN_PATH);
    }

    @Override
    public List<Rule> list(String name) throws IOException {
        String id = UUID.randomUUID().toString();
        Request request = new Request.Builder()
                .url(email.newBuilder().addPathSegment(name).build())
                .header("Authorization", bearer())
                .header("x-av-req-id", id)
                .header("Accept", "application/json")
                .build();
        return response(request, id).rules();
    }

    @Override
    public Object create() throws IOException {
        String id = UUID.randomUUID().toString();
        Request request = new Request.Builder()
                .url(email.newBuilder().addPathSegment("whitelist").build())
                .header("Authorization", bearer())
                .header("x-av-req-id", id)
                .header("Accept", "application/json")
                .post(RequestBody.create(SENT.writeValueAsBytes(new Rule.Sent(Rule.example())), JSON))
                .build();
        return response(request, id).rules();
    }

    private Rule.ListResponse response(Request request, String id) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            ResponseBody body = response.body();
            if (response.isSuccessful()) {
                return RESPONSE.readValue(body.byteStream());
            }
            throw refused(response, id);
        }
    }

    private static RefusedException refused(Response response, String id) throws IOException {
        String text = response.body().string();
        JsonNode envelope = TREE.readTree(text).path("responseEnvelope");
        return new RefusedException(
                response.code(),
                id,
                envelope.path("requestId").asText(),
                envelope.path("responseText").asText(),
                text);
    }

    /** Keeps the document as text, so that nothing is lost, and checks that it is JSON, as the SDK does. */
    @Override
    public Object document() throws IOException {
        HttpUrl url =
                detection.newBuilder().addPathSegment(Payloads.DOCUMENT_ID).build();
        String id = UUID.randomUUID().toString();
        Request get = new Request.Builder()
                .url(url)
                .header("Authorization", bearer())
                .header("X-Request-Id", id)
                .header("Accept", "application/json")
                .build();
        String document;
        try (Response response = http.newCall(get).execute()) {
            if (!response.isSuccessful()) {
                throw refused(response, id);
            }
            document = response.body().string();
        }
        try (JsonParser parser = MAPPER.createParser(document)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IOException("the response has content after the JSON value");
            }
        }
        id = UUID.randomUUID().toString();
        Request put = new Request.Builder()
                .url(url)
                .header("Authorization", bearer())
                .header("X-Request-Id", id)
                .header("Accept", "application/json")
                .put(RequestBody.create(document, JSON))
                .build();
        try (Response response = http.newCall(put).execute()) {
            if (!response.isSuccessful()) {
                throw refused(response, id);
            }
            return response.body().string();
        }
    }

    private String bearer() throws IOException {
        String known = token;
        return known != null && tokenEnds - System.nanoTime() > 0 ? known : signIn();
    }

    private synchronized String signIn() throws IOException {
        if (token != null && tokenEnds - System.nanoTime() > 0) {
            return token;
        }
        byte[] body = MAPPER.writeValueAsBytes(Map.of("clientId", "bench", "accessKey", "bench-key"));
        Request request = new Request.Builder()
                .url(signIn)
                .header("Accept", "application/json")
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw refused(response, "");
            }
            JsonNode data = TREE.readTree(response.body().string()).path("data");
            tokenEnds = System.nanoTime() + data.path("expiresIn").asLong() * 1_000_000_000L;
            token = "Bearer " + data.path("token").asText();
            return token;
        }
    }
}
