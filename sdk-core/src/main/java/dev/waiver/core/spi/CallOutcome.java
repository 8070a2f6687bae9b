/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one of several calls: a value, or an error.
 *
 * @param value the value; null if there is an error
 * @param error the error, or what a function of the caller threw; null if there is none
 * @param <T> the type of the value
 */
public record CallOutcome<T extends @Nullable Object>(
        @Nullable T value, @Nullable RuntimeException error) {}
