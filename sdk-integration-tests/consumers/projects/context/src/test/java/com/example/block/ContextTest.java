package com.example.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waiver.core.ContextPropagator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** A rule is created asynchronously: authentication, two attempts, and the lookup of its id, on other threads. */
class ContextTest {
    @RegisterExtension
    static final EmailSimulator HEC = EmailSimulator.create();

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @BeforeEach
    void limit() {
        HEC.faults().writes().next(Fault.retryAfter(429, "0"));
    }

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private static Blocker blocker(Interceptor interceptor, ContextPropagator propagator) {
        return new Blocker(
                HEC.baseUrl(),
                HEC.credentials().clientId(),
                HEC.credentials().accessKey(),
                interceptor,
                propagator);
    }

    /** Checks what the requests are: authentication, the refused create, the create, and reads. */
    private static List<RecordedRequest> requests() {
        List<RecordedRequest> requests = HEC.requests();
        assertTrue(requests.stream().anyMatch(RecordedRequest::authentication), requests::toString);
        assertTrue(requests.stream().anyMatch(request -> request.status() == 429), requests::toString);
        assertTrue(requests.stream().anyMatch(RecordedRequest::applied), requests::toString);
        assertTrue(requests.size() > 3, requests::toString);
        return requests;
    }

    @Test
    void everyRequestBelongsToTheTraceOfTheCaller() throws Exception {
        Span caller = TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("caller").startSpan();
        String callback;
        try (Blocker blocker = blocker(new Tracing(TELEMETRY.getOpenTelemetry()), Tracing.PROPAGATOR);
                Scope scope = caller.makeCurrent()) {
            callback = blocker.block("evil.example", "TICKET-4711")
                    .thenApply(id -> Span.current().getSpanContext().getSpanId())
                    .get(30, TimeUnit.SECONDS);
        } finally {
            caller.end();
        }
        assertFalse(Span.current().getSpanContext().isValid());
        assertEquals(caller.getSpanContext().getSpanId(), callback);
        for (RecordedRequest request : requests()) {
            String traceparent = request.header("traceparent").orElseThrow();
            assertTrue(traceparent.contains(caller.getSpanContext().getTraceId()), request + " " + traceparent);
        }
        List<SpanData> attempts = TELEMETRY.getSpans().stream()
                .filter(span -> !span.getName().equals("caller"))
                .toList();
        assertEquals(HEC.requests().size(), attempts.size());
        for (SpanData attempt : attempts) {
            assertEquals(caller.getSpanContext().getSpanId(), attempt.getParentSpanId());
        }
    }

    @Test
    void everyRequestHasTheLoggingContextOfTheCaller() throws Exception {
        String callback;
        try (Blocker blocker = blocker(new Correlation(), Correlation.PROPAGATOR)) {
            MDC.put(Correlation.ID, "4711");
            callback = blocker.block("evil.example", "TICKET-4711")
                    .thenApply(id -> MDC.get(Correlation.ID))
                    .get(30, TimeUnit.SECONDS);
            MDC.clear();
        }
        assertNull(MDC.get(Correlation.ID));
        assertEquals("4711", callback);
        for (RecordedRequest request : requests()) {
            assertEquals("4711", request.header("x-correlation-id").orElseThrow(), request::toString);
        }
    }
}
