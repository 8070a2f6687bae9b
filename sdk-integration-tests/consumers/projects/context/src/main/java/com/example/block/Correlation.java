package com.example.block;

import dev.waiver.core.ContextPropagator;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.slf4j.MDC;

/** Micrometer's context propagation: the logging context, from which requests get their correlation id. */
public final class Correlation implements Interceptor {
    public static final String ID = "correlation-id";

    /** An application with Spring Boot or Reactor uses {@code ContextRegistry.getInstance()}, as they do. */
    private static final ContextRegistry REGISTRY =
            new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().contextRegistry(REGISTRY).build();

    public static final ContextPropagator PROPAGATOR = () -> SNAPSHOTS.captureAll()::setThreadLocals;

    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(chain.request()
                .newBuilder()
                .header("x-correlation-id", String.valueOf(MDC.get(ID)))
                .build());
    }
}
