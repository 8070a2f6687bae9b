/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.Connection;
import dev.waiver.testing.internal.http.Head;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The handling of a simulator's requests, from head to response: it records them, enforces the limits and injects
 * faults.
 */
final class RequestHandler {
    private final Simulator simulator;
    private final RequestLog log;

    RequestHandler(Simulator simulator, RequestLog log) {
        this.simulator = simulator;
        this.log = log;
    }

    void serve(Connection connection, Head head) throws IOException, InterruptedException {
        RecordedRequest call = recorded(connection, head);
        RequestLog.Entry entry = log.add(call);
        Faults.Choice choice;
        try {
            choice = simulator.faults().atHead(call);
        } catch (RuntimeException e) {
            choice = new Faults.Choice(null, true); // the predicate needs the body: decide after reading it
        }
        FaultPlan fault = choice.fault();
        if (fault != null && fault.early()) {
            if (fault.moment() == FaultPlan.Moment.WITHIN_BODY) {
                connection.readHalfOfBody();
            }
            connection.reset();
            return;
        }
        call = call.withBody(connection.readBody());
        entry.set(call);
        boolean inFlight = !call.authentication();
        boolean within = !inFlight || simulator.limits().acquire();
        try {
            fault = choice.undecided() ? simulator.faults().atEnd(call) : fault;
            if (fault != null && fault.early()) {
                connection.reset();
                return;
            }
            ServerResponse response = outcome(call, fault, within);
            // Before the response is sent, so that a test that has received it finds it in the log.
            entry.set(call.withOutcome(response.sentStatus(), response.applied()));
            if (fault != null) {
                connection.pause(fault.delay());
            }
            if (inFlight && response.sentStatus() != 0) {
                inFlight = false; // before sending, since a client with the response may send its next request
                simulator.limits().release();
            }
            connection.send(response);
        } finally {
            if (inFlight) {
                simulator.limits().release();
            }
        }
    }

    private ServerResponse outcome(RecordedRequest call, @Nullable FaultPlan fault, boolean within) {
        try {
            ServerResponse proper = simulator.plainResponse(200).applied(false);
            if (fault == null || fault.applies()) {
                proper = within ? served(call) : simulator.limits().refuse(simulator.plainResponse(429));
            }
            return fault == null
                    ? proper
                    : fault.rewrite()
                            .rewrite(proper.buffered(), call, simulator)
                            .applied(proper.applied());
        } catch (RuntimeException e) {
            return ServerResponse.text(500, "text/plain", "the simulator failed: " + e);
        }
    }

    private ServerResponse served(RecordedRequest call) {
        ServerResponse response;
        try {
            synchronized (simulator.lock) {
                response = simulator.service().respond(call, simulator::stubbed);
            }
        } catch (RefusedException e) {
            response = e.response();
        }
        response.runAfterwards();
        return response;
    }

    private RecordedRequest recorded(Connection connection, Head head) {
        String path = head.target().split("\\?", 2)[0];
        String resource = simulator.service().prefixes().stream()
                .filter(prefix -> path.startsWith(prefix + "/"))
                .findFirst()
                .map(prefix -> path.substring(prefix.length()))
                .orElse(path);
        return new RecordedRequest(
                head.method(),
                head.target(),
                resource,
                head.headers(),
                simulator.service().isTokenRequest(path),
                connection.number(),
                connection.index());
    }
}
