/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.integration.time.NoWaiting;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Responses made from an input: its first byte selects the status, its second the operation, the rest up to a NUL is
 * the value of {@code Retry-After}, and what follows is the body. No sockets are used, so that a fuzzer can run many
 * inputs.
 */
final class Canned {
    private static final int[] STATUSES = {200, 200, 200, 201, 400, 401, 404, 409, 422, 429, 500, 503};
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** The input of the next responses: to authentication if {@link #signIn} is set, else to operations. */
    private volatile byte[] input = new byte[0];

    private volatile boolean signIn;

    final SdkTransport transport = SdkTransport.using(new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                String path = chain.request().url().encodedPath();
                boolean asksForToken = path.contains("auth");
                int status = asksForToken == signIn ? status() : 200;
                Response.Builder response = new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
                        .header("Content-Type", "application/json");
                String retryAfter = retryAfter();
                if (!retryAfter.isEmpty()) {
                    response.header("Retry-After", retryAfter);
                }
                byte[] body = asksForToken == signIn ? body() : goodToken();
                return response.body(ResponseBody.create(body, MediaType.get("application/json")))
                        .build();
            })
            .build());

    private static byte[] goodToken() {
        return ("{\"success\":true,\"data\":{\"token\":\"t\",\"csrf\":\"c\",\"expires\":\"Sun, 22 Nov 2026 10:30:00 GMT\",\"expiresIn\":1800},"
                        + "\"access_token\":\"t\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private int at(int index) {
        return index < input.length ? input[index] & 0xff : 0;
    }

    private int status() {
        return STATUSES[at(0) % STATUSES.length];
    }

    private int bodyStart() {
        for (int i = 2; i < Math.min(input.length, 64); i++) {
            if (input[i] == 0) {
                return i + 1;
            }
        }
        return Math.min(2, input.length);
    }

    private String retryAfter() {
        int end = bodyStart() - 1;
        StringBuilder header = new StringBuilder();
        for (int i = 2; i < end; i++) {
            char c = (char) (input[i] & 0x7f);
            header.append(c >= ' ' && c < 0x7f ? c : ' ');
        }
        return header.toString().strip();
    }

    private byte[] body() {
        int start = bodyStart();
        byte[] body = new byte[input.length - start];
        System.arraycopy(input, start, body, 0, body.length);
        return body;
    }

    /** Sets a client's options: waits end immediately, and nothing is retried. */
    <B extends ClientBuilder<B, ?>> B settings(B builder) {
        return builder.baseUrl("https://service.example")
                .transport(transport)
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0)
                .defaults(CallOptions.builder().maxRetries(0).build().mergedWith(NoWaiting.LIMITS))
                .clock(new NoWaiting(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /** A supplier of the calls to select from. */
    interface Calls {
        ApiCall<?>[] all();
    }

    /**
     * Executes a call with the input as its response. For any input it returns or fails with an {@code SdkException}.
     */
    void respond(byte[] bytes, Calls calls) {
        input = bytes;
        signIn = false;
        ApiCall<?>[] all = calls.all();
        run(all[at(1) % all.length]);
    }

    /** Executes the first call with the input as the response to authentication. */
    void respondToSignIn(byte[] bytes, Calls calls) {
        input = bytes;
        signIn = true;
        run(calls.all()[0]);
    }

    private static void run(ApiCall<?> call) {
        long start = System.nanoTime();
        try {
            Object value = call.execute();
            String unused = String.valueOf(value); // toString() must not fail
        } catch (SdkException e) {
            String unused = e.toString().toLowerCase(Locale.ROOT);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(Duration.ofSeconds(20)) > 0) {
            throw new AssertionError("reading took " + took);
        }
    }
}
