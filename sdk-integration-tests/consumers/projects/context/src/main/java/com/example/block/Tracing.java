package com.example.block;

import dev.waiver.core.ContextPropagator;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** OpenTelemetry: a span for each attempt below the caller's span, and its trace context in the request. */
public record Tracing(OpenTelemetry telemetry) implements Interceptor {
    public static final ContextPropagator PROPAGATOR = () -> Context.current()::makeCurrent;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Span span = telemetry
                .getTracer("waiver")
                .spanBuilder(chain.request().method())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            Request.Builder request = chain.request().newBuilder();
            telemetry
                    .getPropagators()
                    .getTextMapPropagator()
                    .inject(Context.current(), request, (to, name, value) -> request.header(name, value));
            return chain.proceed(request.build());
        } finally {
            span.end();
        }
    }
}
