/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a response is an error, by its HTTP status or by the envelope inside a 200, at any vendor. The common
 * kinds have subtypes; distinguish the others by {@link #status()} and {@link #code()}.
 */
public class ApiException extends SdkException {
    private static final long serialVersionUID = 1;
    private static final int MAX_SHOWN = 512;
    private static final Pattern MARKUP = Pattern.compile("(?s)<(script|style).*?</\\1>|<[^>]*>");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final ErrorResponse response;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line; {@code null} to describe the response
     * @param cause the cause
     * @param callInfo the call
     * @param response the response
     */
    public ApiException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message == null ? "" : message, cause, callInfo);
        this.response = response;
    }

    /** Returns the whole error response. */
    public final ErrorResponse response() {
        return response;
    }

    /** Returns the HTTP status, such as 422; 200 if only the envelope reports an error. */
    public final int status() {
        return response.status();
    }

    /** Returns the code in the vendor's envelope, if the envelope reports the error. */
    public final OptionalInt code() {
        return response.code();
    }

    /** Returns the service's own id of the exchange; empty if it sent none. */
    public final Optional<String> serverRequestId() {
        return response.serverRequestId();
    }

    /** Returns the response headers, with names in lowercase. Credentials and cookies are omitted. */
    public final Map<String, List<String>> headers() {
        return response.headers();
    }

    /** Returns the error entries as sent by the service; empty if it sent none that could be read. */
    public final List<ErrorEntry> errors() {
        return response.errors();
    }

    /**
     * Returns the start of the body as text, at most 64 KiB, with the client's credentials redacted. It is readable
     * even if a proxy responded with HTML.
     */
    public final String rawBody() {
        return response.rawBody();
    }

    /** Builds the description on demand: many exceptions are only caught and distinguished by type. */
    @Override
    final String problem() {
        String given = super.problem();
        return given.isEmpty() ? describe(response) : given;
    }

    @Override
    final String idsShown() {
        return super.idsShown()
                + serverRequestId().map(id -> ", server request id " + id).orElse("");
    }

    /** Returns the one-line description of a response that the messages use. */
    static String describe(ErrorResponse a) {
        StringBuilder out = new StringBuilder().append(a.status());
        a.code().ifPresent(code -> out.append(" with code ").append(code).append(" in the envelope"));
        if (!a.errors().isEmpty()) {
            out.append(' ').append(shortened(a.errors().get(0).toString()));
            if (a.errors().size() > 1) {
                out.append(" and ").append(a.errors().size() - 1).append(" more");
            }
        } else if (!a.rawBody().isBlank()) {
            out.append(' ').append(shortened(MARKUP.matcher(a.rawBody()).replaceAll(" ")));
        }
        return out.toString();
    }

    private static String shortened(String text) {
        String line = BLANKS.matcher(text.strip()).replaceAll(" ");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
    }
}
