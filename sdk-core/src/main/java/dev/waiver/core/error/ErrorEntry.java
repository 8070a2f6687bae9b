/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error entry as sent by the service. */
public final class ErrorEntry implements Serializable {
    private static final long serialVersionUID = 1;

    private final String message;
    private final @Nullable String code;

    @SuppressWarnings("serial") // a copy, which is serializable
    private final Map<String, String> details;

    private ErrorEntry(String message, @Nullable String code, Map<String, String> details) {
        this.message = message;
        this.code = code;
        this.details = details.size() < 2 // has no order to keep
                ? Map.copyOf(details)
                : Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * Creates an entry.
     *
     * @param code the service's name or number for the kind of error, or {@code null} if it sent none
     * @param message the service's message
     * @param details the other members of the entry
     */
    public static ErrorEntry of(@Nullable String code, String message, Map<String, String> details) {
        return new ErrorEntry(Objects.requireNonNull(message, "message"), code, details);
    }

    /** Returns the service's message. */
    public String message() {
        return message;
    }

    /** Returns the service's name or number for the kind of error; empty if it sent none. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** Returns the other members of the entry, by the vendor's names. */
    public Map<String, String> details() {
        return details;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ErrorEntry that
                && message.equals(that.message)
                && Objects.equals(code, that.code)
                && details.equals(that.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(message, code, details);
    }

    @Override
    public String toString() {
        return code == null ? message : code + ": " + message;
    }
}
