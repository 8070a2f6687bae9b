/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.retrofit;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.MaxResponseSize;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.HTTP;
import retrofit2.http.Header;
import retrofit2.http.OPTIONS;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Streaming;

/**
 * Checks of a user's API interface for what Retrofit and OkHttp would refuse only when a method is called, and for what
 * the engine does not support.
 */
final class InterfaceChecks {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
    private static final Pattern TOKEN = Pattern.compile("[A-Z][A-Z-]*");
    private static final Set<Class<?>> NOT_A_VALUE = Set.of(
            ApiCall.class,
            Call.class,
            Response.class,
            ResponseBody.class,
            okhttp3.Response.class,
            Future.class,
            InputStream.class,
            Reader.class);

    private record Verb(String method, String path, boolean hasBody) {}

    private final HttpUrl base;

    InterfaceChecks(HttpUrl base) {
        this.base = base;
    }

    /** Checks a method of an interface or of one that it extends. */
    void check(Class<?> api, Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            return;
        }
        String name = api.getSimpleName() + "." + method.getName();
        if (method.isDefault()) {
            throw refusal(name, "default methods do not work here; put it into a class that uses the interface");
        }
        checkReturnType(name, method);
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation instanceof Streaming) {
                throw refusal(
                        name,
                        "@Streaming has no effect here; return ApiCall<ItemStream<...>> to read a list while it"
                                + " arrives");
            }
            if (annotation instanceof MaxResponseSize limit && limit.bytes() < 1) {
                throw refusal(name, "@MaxResponseSize must be at least 1 byte, not " + limit.bytes());
            }
            if (annotation instanceof retrofit2.http.Headers headers) {
                for (String header : headers.value()) {
                    checkHeader(name, header.substring(0, Math.max(0, header.indexOf(':'))));
                }
            }
            Verb verb = verb(annotation);
            if (verb != null) {
                checkVerb(name, verb, method);
            }
        }
        parameterAnnotations(method)
                .filter(Header.class::isInstance)
                .forEach(header -> checkHeader(name, ((Header) header).value()));
    }

    private static void checkReturnType(String name, Method method) {
        Type type = method.getGenericReturnType();
        if (method.getReturnType() != ApiCall.class || !(type instanceof ParameterizedType call)) {
            throw refusal(name, "must return ApiCall<...>, not " + type.getTypeName());
        }
        Type value = call.getActualTypeArguments()[0];
        Type raw = value instanceof ParameterizedType generic ? generic.getRawType() : value;
        if (raw instanceof Class<?> no && NOT_A_VALUE.stream().anyMatch(each -> each.isAssignableFrom(no))) {
            throw refusal(
                    name,
                    "must return ApiCall of a value, not of " + value.getTypeName()
                            + "; use a model, JsonNode, JsonDocument, String or Void, and executeForResponse() for"
                            + " status and headers");
        }
    }

    private void checkVerb(String name, Verb verb, Method method) {
        String path = verb.path();
        // Without its placeholders, whose values cannot contain a separator.
        HttpUrl url = base.resolve(PLACEHOLDER.matcher(path).replaceAll("x"));
        if (path.startsWith("/")
                || path.contains("://")
                || url == null
                || !url.host().equals(base.host())
                || url.port() != base.port()
                || !url.scheme().equals(base.scheme())) {
            throw refusal(
                    name,
                    "the path '" + path
                            + "' must be relative to the base URL: without a leading slash and without a host; write"
                            + " a colon in its first segment as ./a:b");
        }
        boolean body = parameterAnnotations(method).anyMatch(Body.class::isInstance);
        boolean never = verb.method().equals("GET") || verb.method().equals("HEAD");
        if (verb.hasBody() ? never : body) {
            throw refusal(
                    name,
                    verb.method() + " is declared with a request body, which "
                            + (never
                                    ? "HTTP does not allow; use @POST, or @Query for what is to be sent"
                                    : "needs @HTTP(method = \"" + verb.method() + "\", path = \"" + path
                                            + "\", hasBody = true)"));
        }
        if (!TOKEN.matcher(verb.method()).matches()) {
            throw refusal(name, "the method '" + verb.method() + "' must be a word in capital letters, such as PATCH");
        }
        try {
            RequestBody content = verb.hasBody() ? RequestBody.create(new byte[0]) : null;
            new Request.Builder().url(base).method(verb.method(), content).build();
        } catch (IllegalArgumentException e) {
            throw refusal(name, e.getMessage() + "; set hasBody = " + !verb.hasBody() + " in @HTTP");
        }
    }

    private static @Nullable Verb verb(Annotation annotation) {
        if (annotation instanceof GET get) {
            return new Verb("GET", get.value(), false);
        }
        if (annotation instanceof HEAD head) {
            return new Verb("HEAD", head.value(), false);
        }
        if (annotation instanceof DELETE delete) {
            return new Verb("DELETE", delete.value(), false);
        }
        if (annotation instanceof OPTIONS options) {
            return new Verb("OPTIONS", options.value(), false);
        }
        if (annotation instanceof POST post) {
            return new Verb("POST", post.value(), true);
        }
        if (annotation instanceof PUT put) {
            return new Verb("PUT", put.value(), true);
        }
        if (annotation instanceof PATCH patch) {
            return new Verb("PATCH", patch.value(), true);
        }
        return annotation instanceof HTTP http ? new Verb(http.method(), http.path(), http.hasBody()) : null;
    }

    private static void checkHeader(String name, String header) {
        try {
            new Headers.Builder().add(header, "x").build();
        } catch (IllegalArgumentException e) {
            throw refusal(name, "'" + header + "' cannot be the name of a header; use letters, digits and hyphens");
        }
    }

    private static Stream<Annotation> parameterAnnotations(Method method) {
        return Stream.of(method.getParameterAnnotations()).flatMap(Stream::of);
    }

    /** Returns Retrofit's refusal as a sentence that begins with the method. */
    static IllegalArgumentException refusal(Class<?> api, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("\n    for method ");
        if (at < 0) {
            return message.contains(api.getSimpleName())
                    ? e
                    : new IllegalArgumentException(api.getSimpleName() + ": " + message, e);
        }
        String method = message.substring(message.lastIndexOf('.') + 1);
        return new IllegalArgumentException(api.getSimpleName() + "." + method + ": " + message.substring(0, at), e);
    }

    private static IllegalArgumentException refusal(String name, String problem) {
        return new IllegalArgumentException(name + ": " + problem);
    }
}
