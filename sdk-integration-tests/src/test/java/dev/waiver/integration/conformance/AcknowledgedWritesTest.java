/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.SdkException;
import dev.waiver.testing.Fault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the operations on rules make of any response to their write whose status is 200: done, refused, or unclear and
 * settled by reading. The write was applied or not, whatever the response is.
 */
class AcknowledgedWritesTest {
    private static final String MARK = "\uFEFF";

    /** What a response to a write shows. */
    enum Shown {
        ACKNOWLEDGED,
        REFUSED,
        UNCLEAR
    }

    /** A response to a write. */
    record Body(Shown shown, String type, ByteString bytes) {
        Fault fault() {
            return Fault.body(200, type, bytes.toByteArray());
        }
    }

    private static void add(Map<String, Body> bodies, Shown shown, String type, String... texts) {
        for (String text : texts) {
            bodies.put(text, new Body(shown, type, ByteString.encodeUtf8(text)));
        }
    }

    private static void encoded(Map<String, Body> bodies, Shown shown, Charset charset, String text) {
        bodies.put(
                charset + " " + text,
                new Body(shown, "application/json; charset=" + charset, ByteString.encodeString(text, charset)));
    }

    /** Returns responses by what they are called. */
    static Map<String, Body> bodies() {
        Map<String, Body> all = new LinkedHashMap<>();
        add(all, Shown.UNCLEAR, "text/plain", "Access denied by policy", MARK + "Access denied by policy");
        add(all, Shown.UNCLEAR, "text/html", "<html>denied</html>", MARK + "<!DOCTYPE html><html>denied</html>");
        add(all, Shown.UNCLEAR, "application/xml", "<?xml version=\"1.0\"?><error>denied</error>");
        add(
                all,
                Shown.UNCLEAR,
                "application/json",
                "false",
                "true",
                "null",
                "7",
                "\"denied\"",
                "[\"denied\"]",
                "[null]",
                "[{\"message\":\"denied\"}]",
                "{\"message\":\"denied\"}",
                MARK + "{\"message\":\"denied\"}",
                "{\"Message\":\"User is not authorized\"}",
                "{\"code\":",
                "NaN");
        add(
                all,
                Shown.REFUSED,
                "application/json",
                "{\"error\":\"denied\"}",
                MARK + "{\"error\":\"denied\"}",
                "{\"errors\":[{\"message\":\"denied\"}]}",
                "[{\"error\":\"denied\"}]",
                "{\"success\":false}",
                "{\"status\":403}");
        add(all, Shown.ACKNOWLEDGED, "application/json", "", " \r\n", MARK, "{}", "[]", "{\"success\":true}");
        encoded(all, Shown.UNCLEAR, StandardCharsets.UTF_16, "Access denied by policy");
        encoded(all, Shown.UNCLEAR, StandardCharsets.UTF_16LE, "Access denied by policy");
        encoded(all, Shown.UNCLEAR, StandardCharsets.ISO_8859_1, "Acc\u00e8s refus\u00e9");
        return all;
    }

    enum Verb {
        CREATE,
        CREATE_ALL,
        ENSURE,
        EDIT,
        REPLACE,
        REMOVE
    }

    static Stream<Arguments> writes() {
        return Stream.of("email", "email engine", "email click-time", "scanning", "detection")
                .flatMap(vendor -> Stream.of(Verb.values())
                        .flatMap(verb -> Stream.of(Way.values()).map(way -> Arguments.of(vendor, verb, way))));
    }

    private static SimulatorConformanceFixture<? extends ExceptionRule> open(String vendor) {
        return switch (vendor) {
            case "email" -> new EmailConformanceFixture();
            case "email engine" -> new EngineConformanceFixture();
            case "email click-time" -> new ClickTimeConformanceFixture();
            case "scanning" -> new ScanningConformanceFixture();
            default -> new DetectionConformanceFixture();
        };
    }

    @ParameterizedTest
    @MethodSource("writes")
    @Timeout(60)
    void aWriteIsDoneOnlyIfItWasAcknowledgedOrIsSeen(String vendor, Verb verb) {
        List<String> wrong = new ArrayList<>();
        int cell = List.of(Verb.values()).indexOf(verb); // every body meets both ways
        for (Map.Entry<String, Body> body : bodies().entrySet()) {
            for (boolean applied : new boolean[] {false, true}) {
                if (applied && body.getValue().shown == Shown.REFUSED) {
                    continue;
                }
                Way way = cell++ % 2 == 0 ? Way.BLOCKING : Way.ASYNC;
                try (SimulatorConformanceFixture<? extends ExceptionRule> fixture = open(vendor)) {
                    String problem = problem(fixture, verb, way, body.getValue(), applied);
                    if (problem != null) {
                        wrong.add(way + (applied ? ", applied, " : ", not applied, ") + body.getKey() + ": " + problem);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Returns what is wrong; null if nothing is. */
    private static <R extends ExceptionRule> @Nullable String problem(
            SimulatorConformanceFixture<R> fixture, Verb verb, Way way, Body body, boolean applied) {
        ExceptionOperations<R> operations = fixture.operations();
        String id = fixture.add(fixture.rule(1));
        fixture.time.advance(Duration.ofMinutes(1));
        R changed = fixture.withText(fixture.rule(1), "changed");
        ApiCall<?> call =
                switch (verb) {
                    case CREATE -> operations.create(fixture.rule(2));
                    case CREATE_ALL ->
                        operations.createAll(List.of(fixture.rule(2))).map(AcknowledgedWritesTest::failing);
                    case ENSURE -> operations.ensure(fixture.rule(2));
                    case EDIT -> operations.edit(id, rule -> fixture.withText(rule, "changed"));
                    case REPLACE -> operations.replace(id, changed);
                    case REMOVE -> operations.remove(id);
                };
        Fault fault = body.fault();
        fixture.simulator().faults().writes().next(applied ? fault.afterApplying() : fault.withoutApplying());
        SdkException e = null;
        try {
            Object unused = way.run(call);
        } catch (SdkException failure) {
            e = failure;
        }
        long writes = fixture.simulator().requests().stream()
                .filter(request -> request.write() && !request.authentication())
                .count();
        String seen = e == null
                ? "done"
                : e.getClass().getSimpleName() + (e.mayHaveBeenApplied() ? ", may be applied" : "") + ": "
                        + e.getMessage();
        boolean right = writes == 1
                && switch (body.shown) {
                    case REFUSED -> e instanceof ApiException && !e.mayHaveBeenApplied();
                    case UNCLEAR ->
                        applied
                                ? e == null
                                : e instanceof DecodeException
                                        && e.mayHaveBeenApplied()
                                        && !e.getMessage().contains("acknowledged");
                    case ACKNOWLEDGED ->
                        (applied || (verb == Verb.REMOVE && !fixture.removalsList()))
                                ? e == null
                                : e instanceof AppliedButUnconfirmedException;
                };
        return right ? null : seen + " (" + writes + " writes)";
    }

    /** Fails with the error of the only rule, if it has one. */
    private static <R> R failing(BulkResult<R> result) {
        if (result.items().get(0).isFailure()) {
            throw result.items().get(0).error();
        }
        return result.rules().get(0);
    }
}
