/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its response, without values of the customer.
 *
 * @param number the number of the request at its service, from 1
 * @param operation method and path, such as {@code GET exceptions/blacklist/*}
 * @param authentication whether it asks for a token
 * @param status the HTTP status; 0 if there was no response
 * @param requestId the request id that was sent; empty if none was
 * @param headers the headers that matter, with names in lowercase
 * @param shape the shape of the body
 * @param numbers the numbers in members outside of arrays, such as codes and counts
 * @param echo what the response says about the request id
 * @param clockDifference the local time less that of the response
 * @param token the lifetime of the token in the response
 */
record WireExchange(
        int number,
        String operation,
        boolean authentication,
        int status,
        String requestId,
        Map<String, String> headers,
        Shape shape,
        Map<String, Long> numbers,
        Echo echo,
        Optional<Duration> clockDifference,
        Optional<TokenLifetime> token) {

    WireExchange {
        headers = Map.copyOf(headers);
        numbers = Map.copyOf(numbers);
    }

    /** What the body of a response says about the request id. */
    enum Echo {
        ABSENT("absent"),
        SAME("the one that was sent"),
        CUT_SHORT("the beginning of the one that was sent"),
        OWN("one of the service's own");

        private final String words;

        Echo(String words) {
            this.words = words;
        }

        static Echo of(String sent, String received) {
            if (received.isEmpty()) {
                return ABSENT;
            }
            return received.equals(sent) ? SAME : sent.startsWith(received) ? CUT_SHORT : OWN;
        }

        String words() {
            return words;
        }
    }

    /**
     * The lifetime of a token.
     *
     * @param time how long it is valid
     * @param sources the members that say so
     */
    record TokenLifetime(Duration time, String sources) {}

    /** Returns the status and the envelope's code, if it has one. */
    String inWords() {
        if (status == 0) {
            return "no response";
        }
        Long code = numbers.get("responseCode");
        return status + (code == null ? "" : " with code " + code);
    }
}
