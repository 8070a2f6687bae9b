/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.SdkException;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A response to a list that does not show that the list is complete is an error, and nothing is written after it. */
class MalformedListsTest {
    enum Vendor {
        EMAIL(
                "[]",
                "[{}]",
                "[{\"entityId\":\"1\",\"senderDomain\":\"a.example\"}]",
                "{\"responseData\":[null]}",
                "{\"responseData\":[{\"entityId\":\"1\",\"senderDomain\":\"a.example\"},null]}",
                "{\"responseData\":false}",
                "{\"responseData\":7}",
                "{\"responseData\":\"none\"}",
                "{\"responseData\":[[]]}",
                "{\"responseData\":[\"none\"]}",
                "{\"responseEnvelope\":[]}",
                "[{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}]") {
            @Override
            SimulatorConformanceFixture<? extends ExceptionRule> open() {
                return new EmailConformanceFixture();
            }
        },
        EMAIL_ENGINE(
                "[]",
                "[{}]",
                "[{\"exception_str\":\"a.example\"}]",
                "{\"responseData\":[null]}",
                "{\"responseData\":[{\"exception_str\":\"a.example\"},null]}",
                "{\"responseData\":false}",
                "{\"responseData\":7}",
                "{\"responseData\":\"none\"}",
                "{\"responseData\":[[]]}",
                "{\"responseData\":[\"none\"]}",
                "{\"responseEnvelope\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":{\"items\":[null]}}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":{\"items\":[\"a.example\"]}}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":{\"items\":[],\"more\":[]}}",
                "{\"responseEnvelope\":{\"responseCode\":200,\"lastEvaluatedKey\":\"1\"},\"responseData\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"lastEvaluatedKey\":\"1\",\"responseData\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":{\"items\":[],\"lastEvaluatedKey\":{\"id\":1}}}") {
            @Override
            SimulatorConformanceFixture<? extends ExceptionRule> open() {
                return new EngineConformanceFixture();
            }
        },
        EMAIL_CLICK_TIME(
                "[]",
                "[{}]",
                "[{\"listitemid\":\"1\",\"listid\":\"1\",\"listitemname\":\"a.example\"}]",
                "{\"responseData\":[null]}",
                "{\"responseData\":false}",
                "{\"responseData\":7}",
                "{\"responseData\":[[]]}",
                "{\"responseData\":[\"none\"]}",
                "{\"responseEnvelope\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[null]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":\"none\"}") {
            @Override
            SimulatorConformanceFixture<? extends ExceptionRule> open() {
                return new ClickTimeConformanceFixture();
            }
        },
        SCANNING(
                "[\"\"]",
                "{\"exceptions\":[null]}",
                "{\"exceptions\":[{\"id\":\"1\",\"nvt\":\"1.3\"},null]}",
                "{\"exceptions\":false}",
                "{\"exceptions\":7}",
                "{\"exceptions\":\"none\"}",
                "{\"exceptions\":[[]]}",
                "{\"exceptions\":{\"1\":null}}",
                "{\"data\":null}",
                "{\"data\":[null]}",
                "{\"data\":{\"data\":{\"exceptions\":[]}}}",
                "{\"exceptions\":[],\"pagination\":{\"total_count\":3,\"total_pages\":1}}",
                "{\"exceptions\":[],\"count\":{\"total\":3}}") {
            @Override
            SimulatorConformanceFixture<? extends ExceptionRule> open() {
                return new ScanningConformanceFixture();
            }
        },
        DETECTION(
                "[]",
                "[{}]",
                "{\"page_items\":null,\"total_number_of_items\":3}",
                "{\"page_items\":[null]}",
                "{\"page_items\":[null],\"total_number_of_items\":1,\"total_pages\":1}",
                "{\"page_items\":[{}]}",
                "{\"page_items\":[{\"Name\":\"rule-1\"}],\"total_number_of_items\":1,\"total_pages\":1}",
                "{\"page_items\":false}",
                "{\"page_items\":7}",
                "{\"page_items\":\"none\"}",
                "{\"page_items\":[[]]}",
                "{\"page_items\":[],\"page_number\":1,\"total_pages\":1,\"total_number_of_items\":3}",
                "[{\"page_items\":[],\"total_number_of_items\":0}]",
                "{\"page_items\":{\"page_items\":[]}}") {
            @Override
            SimulatorConformanceFixture<? extends ExceptionRule> open() {
                return new DetectionConformanceFixture();
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
        private final List<String> bodies;

        Vendor(String... own) {
            List<String> all = new ArrayList<>(List.of(
                    "",
                    " ",
                    "null",
                    "false",
                    "7",
                    "\"none\"",
                    "{}",
                    "[null]",
                    "[7]",
                    "[[]]",
                    "[\"none\"]",
                    "{\"unexpected\":[1]}",
                    "{\"message\":\"denied\"}",
                    "{\"error\":\"denied\"}",
                    "none",
                    "<html></html>"));
            all.addAll(List.of(own));
            bodies = List.copyOf(all);
        }

        abstract SimulatorConformanceFixture<? extends ExceptionRule> open();

        /** Returns responses that do not show that a list is complete. */
        List<String> bodies() {
            return bodies;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenAfterAListThatDoesNotShowThatItIsComplete(Vendor vendor) {
        List<String> wrong = new ArrayList<>();
        for (String body : vendor.bodies) {
            for (Way way : Way.values()) {
                try (SimulatorConformanceFixture<? extends ExceptionRule> fixture = vendor.open()) {
                    wrong.addAll(problems(fixture, way, body).toList());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static <R extends ExceptionRule> Stream<String> problems(
            SimulatorConformanceFixture<R> fixture, Way way, String body) {
        fixture.simulator()
                .faults()
                .when(request -> !request.write() && !request.authentication())
                .always(Fault.status(200, Map.of("Content-Type", "application/json"), body));
        ExceptionOperations<R> operations = fixture.operations();
        return Stream.of(
                        Map.entry("list", operations.list().all()),
                        Map.entry("list lazily", streamed(operations)),
                        Map.entry("ensure", operations.ensure(fixture.rule(1))),
                        Map.entry("create", operations.create(fixture.rule(2))))
                .map(call -> {
                    String seen = seen(way, call.getValue());
                    boolean written = fixture.simulator().requests().stream().anyMatch(RecordedRequest::write);
                    return seen == null && !written
                            ? null
                            : body + " to " + call.getKey() + ": " + seen + (written ? ", written" : "");
                })
                .filter(problem -> problem != null);
    }

    private static ApiCall<Object> streamed(ExceptionOperations<?> operations) {
        return ApiCall.of("").map(nothing -> operations.list().toList());
    }

    /** Returns what a call did, or null if it failed as it should. */
    private static @Nullable String seen(Way way, ApiCall<?> call) {
        try {
            return "value " + way.run(call);
        } catch (SdkException e) {
            boolean right = e instanceof DecodeException
                    || e instanceof IncompleteListException
                    || e instanceof AmbiguousMatchException
                    || (e instanceof ApiException api && api.status() == 200);
            return right && !e.mayHaveBeenApplied() ? null : e.toString();
        }
    }
}
