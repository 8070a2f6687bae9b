/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.RequestContext;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ServiceProtocol;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The protocol of the email service. */
public final class EmailProtocol implements ServiceProtocol {
    static final JsonCodec CODEC = JsonCodec.strictNames();
    static final String REQUEST_ID = "x-av-req-id";

    private final String dataPath;

    private EmailProtocol(String dataPath) {
        this.dataPath = dataPath;
    }

    /**
     * Creates the protocol for a base URL.
     *
     * @param url the base URL of the operations, ending in a slash
     */
    public static EmailProtocol at(String url) {
        return new EmailProtocol(
                Objects.requireNonNull(HttpUrl.parse(url), "baseUrl").encodedPath());
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public JsonCodec codec() {
        return CODEC;
    }

    @Override
    public ResponseFormat format() {
        return new EmailResponseFormat();
    }

    @Override
    public void prepare(RequestContext request) {
        request.header(REQUEST_ID, request.requestId());
        request.header("Accept", "application/json");
        String scope = request.tenantScope().orElse(null);
        if (scope == null) {
            return;
        }
        String path = request.encodedPath();
        String resource = path.startsWith(dataPath) ? path.substring(dataPath.length()) : "auth";
        if (resource.equals("auth") || resource.startsWith("auth/")) {
            return; // authentication is for the key, whatever the tenant of the call
        }
        request.header("scopes", scope);
        String query = scopeQuery(resource);
        if (query != null) {
            request.queryIfAbsent(query, scope);
        }
    }

    /** Returns the query parameter in which a resource expects the tenant scope; null if it expects none. */
    private static @Nullable String scopeQuery(String resource) {
        if (resource.startsWith("exceptions/")
                || resource.startsWith("sectool-exceptions/")
                || resource.startsWith("sectools/anomaly/")) {
            return "scope";
        }
        return resource.startsWith("sectools/click_time_protection/") ? "scopes" : null;
    }
}
