/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.RequestLimits;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Faults;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.Simulator;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A vendor's simulator, the client under test, and another client, for what somebody else does. */
abstract class SimulatorConformanceFixture<R extends ExceptionRule> extends ConformanceFixture<R> {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELSEWHERE = "X-Elsewhere";

    private final Map<Kind, Faults.Rule> reactions = new EnumMap<>(Kind.class);

    abstract Simulator simulator();

    /** Returns the response to a read of the rule, as it is now. */
    abstract String shown(String id);

    final <B extends ClientBuilder<B, ?>> B under(B builder) {
        return settings(builder).baseUrl(simulator().baseUrl());
    }

    final <B extends ClientBuilder<B, ?>> B elsewhere(B builder) {
        return builder.baseUrl(simulator().baseUrl())
                .transport(elsewhere)
                .requestLimits(RequestLimits.unlimited())
                .clock(time)
                .defaults(SkippingTime.LIMITS.mergedWith(
                        CallOptions.builder().header(ELSEWHERE, "1").build()));
    }

    private boolean isUnderTest(RecordedRequest request) {
        return !request.authentication() && request.header(ELSEWHERE).isEmpty();
    }

    private boolean is(Kind kind, RecordedRequest request) {
        return isUnderTest(request) && kind(request.method(), request.path()) == kind;
    }

    @Override
    final List<Kind> requests() {
        return simulator().requests().stream()
                .filter(this::isUnderTest)
                .map(request -> kind(request.method(), request.path()))
                .toList();
    }

    @Override
    final void react(Kind kind, List<Reaction> next, Reaction afterwards) {
        Faults.Rule unused = reactions
                .computeIfAbsent(kind, k -> simulator().faults().when(request -> is(k, request)))
                .next(next.stream().map(this::fault).toArray(Fault[]::new))
                .always(fault(afterwards));
    }

    Fault fault(Reaction reaction) {
        return switch (reaction) {
            case NORMAL, UNSHOWN -> Fault.none();
            case LOST_APPLIED -> Fault.closeAfterApplying();
            case LOST_UNAPPLIED -> Fault.closeWithoutApplying();
            case MISSING -> Fault.status(404);
            case REFUSED -> Fault.status(422);
            case RATE_LIMITED -> Fault.status(429);
            case UNAVAILABLE -> Fault.status(503);
            case UNAVAILABLE_APPLIED -> Fault.status(503).afterApplying();
            case IGNORED -> Fault.emptyBody(200).withoutApplying();
            case SHOWN_IN_PART -> throw new IllegalArgumentException("this vendor's updates show nothing");
        };
    }

    @Override
    final void readStale(String id, int reads) {
        Fault stale = Fault.status(200, Map.of("Content-Type", "application/json"), shown(id));
        simulator()
                .faults()
                .when(request -> is(Kind.GET, request))
                .next(Collections.nCopies(reads, stale).toArray(Fault[]::new));
    }

    @Override
    final int pending() {
        return simulator().faults().pending();
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String write(JsonNode node) {
        return node.toString();
    }

    @Override
    public void close() {
        super.close();
        simulator().close();
    }
}
