/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.retrofit;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.RequiresPermission;
import dev.waiver.core.annotation.SensitiveResponse;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.exchange.Engine;
import dev.waiver.core.internal.exchange.HttpCall;
import dev.waiver.core.internal.exchange.OneShotBody;
import dev.waiver.core.internal.exchange.Operation;
import dev.waiver.core.internal.exchange.Operation.Safety;
import dev.waiver.core.internal.exchange.UnwritableCall;
import dev.waiver.core.internal.exchange.ValueReader;
import dev.waiver.core.internal.json.edit.RequestWriter;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonEditException;
import dev.waiver.core.json.OpenEnum;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Invocation;
import retrofit2.Retrofit;
import retrofit2.http.Path;

/**
 * The implementation of API interfaces: Retrofit reads the annotations and builds requests, the engine does everything
 * else.
 */
public final class ApiInterfaces {
    /** The maximum size of a response that holds a credential, in bytes. */
    private static final long SECRET_LIMIT = 1L << 20;

    private final Engine engine;
    private final Retrofit retrofit;

    public ApiInterfaces(Engine engine) {
        this.engine = engine;
        this.retrofit = new Retrofit.Builder()
                .baseUrl(engine.base())
                .callFactory(UnsentCall::new)
                .addCallAdapterFactory(new ApiCallAdapterFactory())
                .addConverterFactory(new JsonConverterFactory())
                .build();
    }

    /** Implements an interface of the SDK, which is not checked. */
    public <A> A builtIn(Class<A> api) {
        return retrofit.create(api);
    }

    /**
     * Implements an interface of a user. Throws {@code IllegalArgumentException} for any mistake in it now, not when a
     * method is first called.
     */
    public <A> A of(Class<A> api) {
        if (!api.isInterface()) {
            throw new IllegalArgumentException(api.getName() + ": must be an interface with Retrofit annotations");
        }
        InterfaceChecks checks = new InterfaceChecks(engine.base());
        for (Method method : api.getMethods()) {
            checks.check(api, method);
        }
        Retrofit validating = retrofit.newBuilder().validateEagerly(true).build();
        return create(validating, api);
    }

    private static <A> A create(Retrofit validating, Class<A> api) {
        for (Class<?> inherited : api.getInterfaces()) {
            Objects.requireNonNull(create(validating, inherited)); // only declared methods are validated
        }
        try {
            return validating.create(api);
        } catch (IllegalArgumentException e) {
            throw InterfaceChecks.refusal(api, e);
        }
    }

    private <T extends @Nullable Object> Operation<T> operation(
            Type valueType, Annotation[] annotations, Request first) {
        Safety safety = Safety.WRITE;
        boolean notFoundIsSuccess = false;
        String permission = null;
        long limit = 0;
        boolean sensitiveResponse = false;
        for (Annotation annotation : annotations) {
            if (annotation instanceof ReadOnly) {
                safety = Safety.READ;
            } else if (annotation instanceof Idempotent idempotent) {
                safety = Safety.IDEMPOTENT;
                notFoundIsSuccess = idempotent.notFoundIsSuccess();
            } else if (annotation instanceof RequiresPermission requires) {
                permission = requires.value();
            } else if (annotation instanceof MaxResponseSize bound) {
                limit = bound.bytes();
            } else if (annotation instanceof SensitiveResponse) {
                sensitiveResponse = true;
            }
        }
        Invocation invocation = first.tag(Invocation.class);
        String name = invocation == null
                ? "call"
                : invocation.service().getSimpleName() + "."
                        + invocation.method().getName();
        @SuppressWarnings("unchecked")
        ValueReader<T> reader =
                (ValueReader<T>) ValueReader.of(valueType, engine.protocol().codec());
        if (limit == 0) {
            limit = sensitiveResponse ? SECRET_LIMIT : reader.maxResponseSize();
        }
        boolean onCollection = invocation != null && !hasPathParameter(invocation.method());
        return new Operation<>(
                name, safety, onCollection, notFoundIsSuccess, permission, limit, sensitiveResponse, reader);
    }

    private static boolean hasPathParameter(Method method) {
        for (Annotation[] parameter : method.getParameterAnnotations()) {
            for (Annotation annotation : parameter) {
                if (annotation instanceof Path) {
                    return true;
                }
            }
        }
        return false;
    }

    private final class ApiCallAdapterFactory extends CallAdapter.Factory {
        @Override
        public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit made) {
            if (getRawType(returnType) != ApiCall.class || !(returnType instanceof ParameterizedType type)) {
                throw new IllegalArgumentException(
                        "methods of an API interface return ApiCall<...>, not " + returnType.getTypeName());
            }
            return new ApiCallAdapter<>(getParameterUpperBound(0, type), annotations);
        }
    }

    /**
     * The adapter of one method of an interface. It builds each request immediately, as a template, so that an invalid
     * argument fails at the call site.
     */
    private final class ApiCallAdapter<T extends @Nullable Object> implements CallAdapter<ResponseBody, ApiCall<T>> {
        private final Type valueType;
        private final Annotation[] annotations;
        private volatile @Nullable Operation<T> operation;

        ApiCallAdapter(Type valueType, Annotation[] annotations) {
            this.valueType = valueType;
            this.annotations = annotations;
        }

        @Override
        public Type responseType() {
            // Retrofit never converts a response; for HEAD, it demands Void.
            return valueType == Void.class ? Void.class : ResponseBody.class;
        }

        @Override
        public ApiCall<T> adapt(Call<ResponseBody> call) {
            Operation<T> known = operation;
            Request template;
            try {
                template = call.request();
            } catch (JsonEditException e) {
                return new UnwritableCall<>(engine, known == null ? "request" : known.name(), e);
            }
            if (known == null) {
                known = operation(valueType, annotations, template);
                operation = known;
            }
            return new HttpCall<>(engine, known, template);
        }
    }

    private final class JsonConverterFactory extends Converter.Factory {
        private static final MediaType JSON = MediaType.get("application/json");

        @Override
        public Converter<?, RequestBody> requestBodyConverter(
                Type type, Annotation[] parameter, Annotation[] method, Retrofit made) {
            RequestWriter writer = new RequestWriter(engine.protocol().codec(), type);
            return type == JsonDocument.class
                    ? value -> new OneShotBody(writer.writeText(((JsonDocument) value).text()), JSON)
                    : value -> new OneShotBody(writer.write(value), JSON);
        }

        @Override
        public Converter<?, String> stringConverter(Type type, Annotation[] annotations, Retrofit made) {
            String segment = pathParameter(annotations);
            return value -> {
                String text = value instanceof OpenEnum constant ? constant.value() : value.toString();
                TextChecks.check("the value of a path, query or header", text);
                if (segment != null && text.isEmpty()) {
                    throw new IllegalArgumentException(segment
                            + ": this value of the path is empty, which would address another resource; give the id"
                            + " or name");
                }
                return text;
            };
        }

        private static @Nullable String pathParameter(Annotation[] annotations) {
            for (Annotation annotation : annotations) {
                if (annotation instanceof Path path) {
                    return path.value();
                }
            }
            return null;
        }
    }
}
