/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.rules.RuleOperations;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.RequestContext;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import dev.waiver.core.spi.ServiceProtocol;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/** The common operations over the adapter of the scripted service, and nothing else. */
final class ScriptedExceptions implements ExceptionOperations<ScriptedRule> {
    interface Api {
        @ReadOnly
        @GET("rules")
        ApiCall<List<JsonNode>> list();

        @ReadOnly
        @GET("rules/{id}")
        ApiCall<JsonNode> get(@Path("id") String id);

        @POST("rules")
        ApiCall<JsonNode> create(@Body JsonNode rule);

        @PUT("rules/{id}")
        ApiCall<JsonNode> update(@Path("id") String id, @Body JsonNode rule);

        @DELETE("rules/{id}")
        ApiCall<@Nullable Void> remove(@Path("id") String id);
    }

    static final class Builder extends ClientBuilder<Builder, Object> {
        Builder() {
            super("scripted", credential -> credential);
            credentials(new Object());
        }

        @Override
        protected void vendorSettings(Settings settings) {
            // it has none
        }

        ScriptedExceptions build(String url) {
            return new ScriptedExceptions(ClientCore.create(this, new Protocol(), url, RequestLimits.unlimited()));
        }
    }

    private static final class Protocol implements ServiceProtocol, ResponseFormat {
        private static final JsonCodec CODEC = JsonCodec.strictNames();

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public JsonCodec codec() {
            return CODEC;
        }

        @Override
        public ResponseFormat format() {
            return this;
        }

        @Override
        public void prepare(RequestContext request) {
            request.header("x-id", request.requestId());
        }

        @Override
        public boolean beginValue(JsonParser parser, ResponseMetadata meta) throws IOException {
            return parser.nextToken() != null;
        }

        @Override
        public void endValue(JsonParser parser, ResponseMetadata meta) {
            // nothing follows
        }

        @Override
        public void readError(JsonNode body, ResponseMetadata meta) {
            // the status says it all
        }
    }

    private final RuleOperations<ScriptedRule> operations;

    private ScriptedExceptions(ClientCore core) {
        operations =
                new RuleOperations<>(core, "ScriptedExceptions", new ScriptedRuleAdapter(core.builtInApi(Api.class)));
    }

    @Override
    public Pager<ScriptedRule> list() {
        throw new UnsupportedOperationException("lists are the vendors' own");
    }

    @Override
    public ApiCall<ScriptedRule> get(String id) {
        return operations.get(id);
    }

    @Override
    public ApiCall<ScriptedRule> create(ScriptedRule rule) {
        return operations.create(rule);
    }

    @Override
    public ApiCall<BulkResult<ScriptedRule>> createAll(
            Collection<? extends ScriptedRule> rules, BulkListener<? super ScriptedRule> listener) {
        return operations.createAll(rules, listener);
    }

    @Override
    public ApiCall<BulkResult<ScriptedRule>> ensureAll(
            Collection<? extends ScriptedRule> rules,
            EnsureOptions options,
            BulkListener<? super ScriptedRule> listener) {
        return operations.ensureAll(rules, options, listener);
    }

    @Override
    public ApiCall<BulkResult<ScriptedRule>> removeAll(
            Collection<String> ids, BulkListener<? super ScriptedRule> listener) {
        return operations.removeAll(ids, listener);
    }

    @Override
    public ApiCall<BulkResult<ScriptedRule>> ensureAbsent(
            Collection<? extends ScriptedRule> rules, BulkListener<? super ScriptedRule> listener) {
        return operations.ensureAbsent(rules, listener);
    }

    @Override
    public ApiCall<ScriptedRule> replace(String id, ScriptedRule rule) {
        return operations.replace(id, rule);
    }

    @Override
    public ApiCall<ScriptedRule> edit(String id, UnaryOperator<ScriptedRule> change) {
        return operations.edit(id, change);
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return operations.remove(id);
    }

    @Override
    public ApiCall<EnsureResult<ScriptedRule>> ensure(ScriptedRule rule, OnDifference onDifference) {
        return operations.ensure(rule, onDifference);
    }
}
