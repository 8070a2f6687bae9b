/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * The wrapper of every request body of this service: {@code {"requestData": ...}}.
 *
 * @param value the wrapped value
 * @param <T> its type
 */
public record RequestData<T>(@JsonProperty("requestData") T value) {
    /**
     * Wraps a value.
     *
     * @throws NullPointerException if it is null
     */
    public RequestData {
        Objects.requireNonNull(value, "requestData");
    }

    /**
     * Wraps a value.
     *
     * @param value the value to wrap
     * @param <T> its type
     */
    public static <T> RequestData<T> of(T value) {
        return new RequestData<>(value);
    }
}
