/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.testing.Fault;
import dev.waiver.testing.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A fault that operations are tested with.
 *
 * @param name its name in the contract
 * @param scope the operations that it is tested with
 * @param attempt the attempt timeout
 * @param deadline the deadline
 * @param prepare injects the fault
 */
@SuppressWarnings("ReferenceEquality")
record FaultScenario(
        String name,
        Scope scope,
        Duration attempt,
        Duration deadline,
        BiConsumer<ContractFixture, Faults.Rule> prepare) {

    /** The operations that a fault is tested with. */
    enum Scope {
        /** One operation of each kind. */
        WHOLE,
        /** All operations. */
        ALL,
        /** One operation of each kind, at services whose responses have an envelope that may hold an error. */
        ENVELOPE
    }

    /** A deadline that passes during the first attempt. */
    private static final Duration SHORT = Duration.ofMillis(19_999);

    /** The time per byte; ten bytes take longer than the attempt timeout. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    /** Larger than the maximum response size, unless an operation sets its own. */
    private static final long HUGE = (64L << 20) + 1;

    private static final int DEPTH = 100_000;

    /** The target of redirects. Its name is never looked up: the test's resolver would fail. */
    private static final String ELSEWHERE = "http://elsewhere.invalid/";

    private static FaultScenario of(String name, Scope scope, BiConsumer<ContractFixture, Faults.Rule> prepare) {
        return new FaultScenario(name, scope, ContractFixture.ATTEMPT, ContractFixture.DEADLINE, prepare);
    }

    private static FaultScenario lasting(String name, Scope scope, Fault fault) {
        return of(name, scope, (bench, rule) -> rule.always(fault));
    }

    private static FaultScenario once(String name, Scope scope, Fault fault) {
        return of(name, scope, (bench, rule) -> rule.next(fault));
    }

    private FaultScenario within(Duration newDeadline) {
        return new FaultScenario(name, scope, attempt, newDeadline, prepare);
    }

    boolean needsNewClient() {
        return deadline != ContractFixture.DEADLINE;
    }

    /** Returns how long the service must be silent for the client to end an attempt. */
    Duration patience() {
        return (attempt.compareTo(deadline) < 0 ? attempt : deadline).plusMillis(1);
    }

    boolean isTriedOn(Operation operation) {
        return switch (scope) {
            case ALL -> true;
            case WHOLE -> operation.whole();
            case ENVELOPE -> operation.whole() && operation.vendor() == Vendor.EMAIL;
        };
    }

    /** Returns whether it takes so much memory that only one cell may use it at a time. */
    boolean isHeavy() {
        return name.equals("huge") || name.equals("endless") || name.equals("gzip bomb");
    }

    static List<FaultScenario> all() {
        List<FaultScenario> all = new ArrayList<>();
        connections(all);
        slowness(all);
        statuses(all);
        bodies(all);
        return all;
    }

    private static void connections(List<FaultScenario> all) {
        all.add(of("no fault", Scope.ALL, (bench, rule) -> {}));
        all.add(of("connection refused", Scope.WHOLE, (bench, rule) -> {
            bench.dropConnections();
            bench.simulator().close();
        }));
        all.add(of("DNS lookup fails", Scope.WHOLE, (bench, rule) -> {
            bench.dropConnections();
            bench.forgetNames();
        }));
        all.add(of(
                "TLS handshake fails",
                Scope.WHOLE,
                (bench, rule) -> bench.connect(
                        bench.baseUrl().replace("http:", "https:"),
                        ContractFixture.options(ContractFixture.ATTEMPT, ContractFixture.DEADLINE))));
        all.add(of("certificate not trusted", Scope.WHOLE, (bench, rule) -> bench.meetImpostor()));
        all.add(lasting("reset before the request is read", Scope.WHOLE, Fault.closeBeforeRequest()));
        all.add(once("reset before the request is read, once", Scope.ALL, Fault.closeBeforeRequest()));
        all.add(lasting("reset in the middle of the request", Scope.WHOLE, Fault.closeInTheMiddleOfRequest()));
        all.add(lasting("read, not applied, no response", Scope.WHOLE, Fault.closeWithoutApplying()));
        all.add(once("read, not applied, no response, once", Scope.WHOLE, Fault.closeWithoutApplying()));
        all.add(lasting("applied, no response", Scope.WHOLE, Fault.closeAfterApplying()));
        all.add(once("applied, no response, once", Scope.ALL, Fault.closeAfterApplying()));
        all.add(once("applied, no response, once, on a new connection", Scope.WHOLE, Fault.closeAfterApplying())
                .onNewConnection());
        all.add(lasting("reset in the middle of the response", Scope.WHOLE, Fault.closeInTheMiddleOfResponse()));
        all.add(once("reset in the middle of the response, once", Scope.ALL, Fault.closeInTheMiddleOfResponse()));
        all.add(of("stale pooled connection", Scope.WHOLE, (bench, rule) -> {
            bench.goStale();
            bench.beIdle();
        }));
        for (int status : new int[] {200, 404}) {
            all.add(of(
                    "stray response " + status + " in the connection",
                    Scope.ALL,
                    (bench, rule) -> bench.wire.strayResponse(stray(status))));
        }
        all.add(of("stale pooled connection, request read", Scope.WHOLE, (bench, rule) -> {
            rule.next(Fault.closeWithoutApplying());
            bench.beIdle();
        }));
    }

    /** Returns the second response of a broken intermediary: an empty list at every vendor, with this status. */
    private static String stray(int status) {
        String body = "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[],\"exceptions\":[],"
                + "\"page_items\":[],\"total_number_of_items\":0}";
        return "HTTP/1.1 " + status + " Stray\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private FaultScenario onNewConnection() {
        return of(name, scope, (bench, rule) -> {
            bench.dropConnections();
            prepare.accept(bench, rule);
        });
    }

    private static void slowness(List<FaultScenario> all) {
        all.add(lasting("response never starts", Scope.WHOLE, Fault.stall()));
        all.add(once("response never starts, once", Scope.WHOLE, Fault.stall()));
        all.add(once(
                "applied, response never starts, once", Scope.ALL, Fault.stall().afterApplying()));
        all.add(lasting("response never starts, until the deadline", Scope.WHOLE, Fault.stall())
                .within(SHORT));
        all.add(lasting("response stalls in the middle", Scope.WHOLE, Fault.stallInTheMiddleOfResponse()));
        all.add(of("slow response, byte by byte", Scope.WHOLE, (bench, rule) -> {
            rule.always(Fault.drip(1, Duration.ZERO));
            bench.wire.bytesTake(SLOW, bench.struck);
        }));
    }

    private static void statuses(List<FaultScenario> all) {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            all.add(lasting(status + " to another host", Scope.WHOLE, Fault.redirect(status, ELSEWHERE)));
        }
        for (int status : new int[] {400, 403, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504}) {
            boolean everywhere = status == 404 || status == 429 || status == 500;
            all.add(lasting("" + status, everywhere ? Scope.ALL : Scope.WHOLE, Fault.status(status)));
        }
        all.add(lasting("401", Scope.WHOLE, Fault.status(401)));
        all.add(once("401, once", Scope.ALL, Fault.status(401)));
        all.add(lasting("408, but applied", Scope.WHOLE, Fault.status(408).afterApplying()));
        all.add(lasting("500, but applied", Scope.WHOLE, Fault.status(500).afterApplying()));
        all.add(once("500, once", Scope.ALL, Fault.status(500)));
        all.add(once("500, but applied, once", Scope.ALL, Fault.status(500).afterApplying()));
        all.add(once("429 with Retry-After in seconds, once", Scope.ALL, Fault.retryAfter(429, "2")));
        all.add(of(
                "429 with Retry-After as a date, once",
                Scope.WHOLE,
                (bench, rule) -> rule.next(Fault.retryAfter(
                        429,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                bench.time.now().plusSeconds(5).atOffset(ZoneOffset.UTC))))));
        all.add(lasting("429 with a huge Retry-After", Scope.WHOLE, Fault.retryAfter(429, "99999999999999")));
        all.add(lasting("429 with an unreadable Retry-After", Scope.WHOLE, Fault.retryAfter(429, "soon, \u00e9")));
        all.add(once("408 with Retry-After: 0, once", Scope.WHOLE, Fault.retryAfter(408, "0")));
        all.add(once("503 with Retry-After: 0, once", Scope.WHOLE, Fault.retryAfter(503, "0")));
        Fault absurd = Fault.retryAfter(503, "99999999999");
        all.add(lasting("503 with an absurd Retry-After", Scope.WHOLE, absurd));
        all.add(lasting("503 with an absurd Retry-After, but applied", Scope.WHOLE, absurd.afterApplying()));
        all.add(once("503 with an absurd Retry-After, once", Scope.ALL, absurd));
        for (int code : new int[] {401, 404, 422, 429, 500}) {
            all.add(lasting(
                    "200 with error " + code + " in the envelope",
                    Scope.ENVELOPE,
                    Fault.envelopeError(code, "refused")));
        }
    }

    private static void bodies(List<FaultScenario> all) {
        all.add(lasting("empty 200", Scope.ALL, Fault.emptyBody(200)));
        all.add(lasting("204", Scope.WHOLE, Fault.emptyBody(204)));
        all.add(lasting(
                "204 with a body",
                Scope.ALL,
                Fault.noContentWithBody(
                        "application/json", "{\"error\":\"denied\"}".getBytes(StandardCharsets.UTF_8))));
        all.add(lasting("200 that echoes the request", Scope.WHOLE, Fault.echo(200)));
        all.add(lasting("403 that echoes the request", Scope.WHOLE, Fault.echo(403)));
        all.add(lasting("500 that echoes the request", Scope.WHOLE, Fault.echo(500)));
        all.add(lasting("HTML with 200", Scope.ALL, Fault.html(200)));
        all.add(lasting("HTML with 403", Scope.WHOLE, Fault.html(403)));
        all.add(lasting("HTML with 502", Scope.WHOLE, Fault.html(502)));
        all.add(lasting("truncated", Scope.WHOLE, Fault.truncated()));
        all.add(lasting("invalid UTF-8", Scope.WHOLE, Fault.invalidUtf8()));
        all.add(lasting("incomplete JSON", Scope.WHOLE, json("{\"responseData\": [{\"id")));
        all.add(lasting("JSON of another shape", Scope.WHOLE, json("{\"unexpected\": [1, 2]}")));
        all.add(lasting("empty JSON object", Scope.WHOLE, json("{}")));
        all.add(lasting("JSON string", Scope.WHOLE, json("\"none\"")));
        all.add(lasting("deeply nested JSON", Scope.WHOLE, Fault.deeplyNested(DEPTH)));
        all.add(lasting("huge", Scope.WHOLE, Fault.hugeBody(HUGE)));
        all.add(lasting("endless", Scope.WHOLE, Fault.endlessBody()));
        all.add(lasting("gzip bomb", Scope.WHOLE, Fault.gzipBomb()));
        all.add(lasting("byte-order mark", Scope.ALL, Fault.byteOrderMark()));
        Fault text = Fault.body(200, "text/plain", "Access denied by policy".getBytes(StandardCharsets.UTF_8));
        all.add(lasting("text in a 200", Scope.WHOLE, text));
        all.add(once("text in a 200, once", Scope.WHOLE, text));
        all.add(lasting("text in a 200, not applied", Scope.ALL, text.withoutApplying()));
        all.add(once("text in a 200, not applied, once", Scope.WHOLE, text.withoutApplying()));
        all.add(lasting("scalar in a 200", Scope.WHOLE, json("false")));
        all.add(lasting(
                "scalar in a 200, not applied", Scope.WHOLE, json("false").withoutApplying()));
        for (String name : List.of("error", "errors", "message")) {
            String value = name.equals("errors") ? "[\"denied\"]" : "\"denied\"";
            all.add(lasting(
                    "200 with `" + name + "`, not applied",
                    Scope.WHOLE,
                    json("{\"" + name + "\":" + value + "}").withoutApplying()));
        }
        all.add(lasting("absurd content type", Scope.WHOLE, Fault.wrongContentType(";;=\"; charset=klingon; \u00e9")));
        all.add(lasting("wrong content type", Scope.WHOLE, Fault.wrongContentType("text/plain")));
        all.add(lasting("no content type", Scope.WHOLE, Fault.noContentType()));
    }

    private static Fault json(String text) {
        return Fault.body(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }
}
