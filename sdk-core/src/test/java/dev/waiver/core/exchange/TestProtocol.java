/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.ItemStream;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Secret;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.RequestContext;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import dev.waiver.core.spi.ServiceProtocol;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/**
 * A fictitious service for the engine's tests: an envelope {@code {"code":200,"data":...}}, ids, and a bearer token.
 */
public final class TestProtocol implements ServiceProtocol {
    /** The service's operations. */
    public interface Api {
        @ReadOnly
        @GET("rules")
        ApiCall<List<JsonNode>> list();

        @ReadOnly
        @GET("rules")
        ApiCall<ItemStream<JsonNode>> stream();

        @ReadOnly
        @GET("rules/{id}")
        ApiCall<JsonNode> get(@Path("id") String id);

        @ReadOnly
        @GET("rules/{id}")
        ApiCall<JsonDocument> document(@Path("id") String id);

        @POST("rules")
        ApiCall<JsonNode> create(@Body Map<String, Object> rule);

        @Idempotent
        @PUT("rules/{id}")
        ApiCall<JsonNode> replace(@Path("id") String id, @Body Map<String, Object> rule);

        @Idempotent(notFoundIsSuccess = true)
        @DELETE("rules/{id}")
        ApiCall<Void> remove(@Path("id") String id);

        @POST("rules/{id}/activate")
        ApiCall<Void> activate(@Path("id") String id);
    }

    /** Builds clients of the service. */
    public static final class Builder extends ClientBuilder<Builder, Object> {
        private RequestLimits vendorLimits = RequestLimits.unlimited();

        /** Creates a builder of clients with a credential of their own. */
        public Builder() {
            super("test", credential -> credential);
            credentials(new Object());
        }

        @Override
        protected void vendorSettings(Settings settings) {
            // it has none
        }

        public Builder vendorLimits(RequestLimits value) {
            vendorLimits = value;
            return this;
        }

        /** Sets what the request limits belong to; by default, each client has a credential of its own. */
        public Builder credential(Object value) {
            return credentials(value);
        }

        public ClientCore build(String url) {
            return ClientCore.create(this, new TestProtocol(), url, vendorLimits);
        }

        public ClientCore build(String url, Supplier<ApiCall<AccessToken>> tokens) {
            return build(url).authenticatedWith(core -> new Bearer(tokens));
        }
    }

    /** Bearer tokens. */
    public record Bearer(Supplier<ApiCall<AccessToken>> tokens) implements AuthScheme {
        @Override
        public TokenRequest newToken() {
            return new TokenRequest(this, tokens.get());
        }

        @Override
        public String identity() {
            return "tester";
        }

        @Override
        public List<Secret> secrets() {
            return List.of();
        }
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public JsonCodec codec() {
        return CODEC;
    }

    private static final JsonCodec CODEC = JsonCodec.strictNames();

    @Override
    public ResponseFormat format() {
        return new Envelope();
    }

    @Override
    public void prepare(RequestContext request) {
        request.header("x-id", request.requestId());
        request.tenantScope().ifPresent(scope -> request.queryIfAbsent("scope", scope));
    }

    private static final class Envelope implements ResponseFormat {
        @Override
        public boolean beginValue(JsonParser parser, ResponseMetadata meta) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return parser.currentToken() != null;
            }
            return members(parser, meta);
        }

        @Override
        public void endValue(JsonParser parser, ResponseMetadata meta) throws IOException {
            if (parser.getParsingContext().inObject()) {
                members(parser, meta);
            }
        }

        private boolean members(JsonParser parser, ResponseMetadata meta) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("data")) {
                    if (parser.currentToken() != JsonToken.VALUE_NULL) {
                        return true;
                    }
                } else if (name.equals("code")) {
                    if (parser.getIntValue() != 200) {
                        meta.refuse(parser.getIntValue());
                    }
                } else if (name.equals("id")) {
                    meta.serverRequestId(parser.getText());
                } else if (name.equals("message")) {
                    meta.error(ErrorEntry.of(null, parser.getText(), Map.of()));
                } else {
                    parser.skipChildren();
                }
            }
            return false;
        }

        @Override
        public void readError(JsonNode body, ResponseMetadata meta) {
            if (body.path("message").isTextual()) {
                meta.error(ErrorEntry.of(null, body.path("message").asText(), Map.of()));
            }
        }
    }
}
