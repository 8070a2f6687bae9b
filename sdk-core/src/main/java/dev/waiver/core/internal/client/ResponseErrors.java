/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.Exchange;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.error.ErrorResponse;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.redact.Redaction;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.ErrorEntries;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors of calls whose last response is a success by its status, but not by its content. */
public final class ResponseErrors {
    private static final int MAX_SHOWN = 64 * 1024;

    private ResponseErrors() {}

    /** Returns the error of a response that has nothing under the requested id. */
    public static NotFoundException notFound(String message, CallState state) {
        return new NotFoundException(message, null, state.callInfo(), response(null, List.of(), state));
    }

    /**
     * Returns the error of an authentication that the service refused, or that could not be completed.
     *
     * @param code the code of the refusal, interpreted like an HTTP status; null if there is none
     * @param errors the error entries
     */
    public static AuthenticationException refused(
            String message, @Nullable Integer code, List<ErrorEntry> errors, CallState state) {
        return new AuthenticationException(message, null, state.callInfo(), response(code, errors, state));
    }

    /**
     * Returns the error of an authentication whose response has no token: a refusal if the response says why.
     *
     * @param problem what is missing, as a clause that follows "but"
     * @param body the response
     */
    public static SdkException withoutToken(String problem, JsonNode body, CallState state) {
        List<ErrorEntry> errors = entries(body, state);
        return errors.isEmpty()
                ? unreadable(problem, state)
                : refused(
                        state.lastExchange().status() + ", but " + problem + ": " + shown(errors), null, errors, state);
    }

    /** Returns the error entries in the response to an authentication, without other members, which may be secret. */
    public static List<ErrorEntry> entries(JsonNode body, CallState state) {
        return ErrorEntries.of(body).stream()
                .map(entry -> ErrorEntry.of(
                        entry.code().map(state::redact).orElse(null), state.redact(entry.message()), Map.of()))
                .toList();
    }

    /** Returns the first of some error entries as text. */
    public static String shown(List<ErrorEntry> errors) {
        return Redaction.beginning(errors.get(0).toString());
    }

    private static ErrorResponse response(@Nullable Integer code, List<ErrorEntry> errors, CallState state) {
        Exchange last = state.lastExchange();
        return new ErrorResponse(
                last.status(), code, last.serverRequestId().orElse(null), last.headers(), errors, "", null);
    }

    /** Returns the error of a response that cannot be read, without its body, which may contain a credential. */
    public static DecodeException unreadable(String problem, CallState state) {
        return unreadable(problem, "", state);
    }

    /**
     * Returns the error of a response that cannot be read.
     *
     * @param problem what is wrong, as a clause that follows "but"; redacted by this method
     * @param body the body, of which the error has the beginning; redacted by this method
     */
    public static DecodeException unreadable(String problem, String body, CallState state) {
        int status = state.lastExchange().status();
        return new DecodeException(
                "status " + status + ", but " + state.redact(problem),
                null,
                state.callInfo(),
                status,
                state.redact(body.substring(0, Math.min(body.length(), MAX_SHOWN))));
    }
}
