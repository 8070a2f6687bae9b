/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.error.ErrorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a response contains besides its value, as read by a {@link ResponseFormat}. */
public final class ResponseMetadata {
    private final int status;
    private @Nullable String serverRequestId;
    private boolean refused;
    private boolean acknowledged;
    private @Nullable String malformed;
    private @Nullable Integer refusalCode;
    private List<ErrorEntry> errors = List.of();
    private @Nullable EnvelopeMembers envelope;

    /**
     * Creates empty metadata. Called by the SDK, and by tests of a format.
     *
     * @param status the HTTP status
     */
    public ResponseMetadata(int status) {
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /**
     * Marks the response as an error by its envelope, although its status is a success.
     *
     * @param code the envelope's code, interpreted like an HTTP status, or {@code null} if it has none
     */
    public void refuse(@Nullable Integer code) {
        refused = true;
        refusalCode = code;
    }

    /**
     * Marks the response as the vendor's own success, so that a write needs no other acknowledgement. Without it, the
     * SDK judges the response to a write by members such as {@code error}, {@code success} and {@code status}.
     */
    public void acknowledge() {
        acknowledged = true;
    }

    /** Returns whether the envelope reports a success and no error. */
    public boolean acknowledged() {
        return acknowledged && !refused;
    }

    /**
     * Marks the response as malformed, so that it cannot mean "nothing found" either. Operations that return a list or
     * another value fail with {@link dev.waiver.core.error.DecodeException}, unless their type can be empty
     * ({@code Optional}, {@code JsonNode}). For operations without a value it does not matter.
     *
     * @param problem what is missing or unexpected
     */
    public void malformed(String problem) {
        malformed = problem;
    }

    /** Returns what is missing or unexpected in a malformed response. */
    public Optional<String> malformed() {
        return Optional.ofNullable(malformed);
    }

    /** Returns whether the envelope reports an error. */
    public boolean refused() {
        return refused;
    }

    /** Returns the envelope's code of the error. */
    public Optional<Integer> refusalCode() {
        return Optional.ofNullable(refusalCode);
    }

    /**
     * Sets the service's own id of the exchange.
     *
     * @param id the id; {@code null} and blank mean none
     */
    public void serverRequestId(@Nullable String id) {
        serverRequestId = id == null || id.isBlank() ? null : id;
    }

    /** Returns the service's own id of the exchange; empty if it sent none. */
    public Optional<String> serverRequestId() {
        return Optional.ofNullable(serverRequestId);
    }

    /**
     * Adds an error entry.
     *
     * @param entry the entry
     */
    public void error(ErrorEntry entry) {
        if (errors.isEmpty()) {
            errors = List.of(entry); // nearly always the only one
            return;
        }
        List<ErrorEntry> more = new ArrayList<>(errors);
        more.add(entry);
        errors = more;
    }

    /** Returns the error entries. */
    public List<ErrorEntry> errors() {
        return errors;
    }

    /**
     * Sets a member of the envelope.
     *
     * @param name the vendor's name of the member
     * @param value the value as text
     */
    public void envelope(String name, String value) {
        EnvelopeMembers members = envelope;
        if (members == null) {
            members = new EnvelopeMembers();
            envelope = members;
        }
        members.set(name, value);
    }

    /** Returns the members of the envelope that were set. */
    public Map<String, String> envelope() {
        return envelope == null ? Map.of() : envelope;
    }
}
