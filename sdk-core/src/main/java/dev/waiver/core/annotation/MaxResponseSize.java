/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the response size of a method of an API interface, so that no service or proxy can exhaust the caller's
 * memory. Calls with a larger response fail with {@link dev.waiver.core.error.DecodeException}. Defaults: 1 MiB for a
 * {@link SensitiveResponse}, 4 GiB for a list that is read while it arrives, 64 MiB for lists, sets, maps, text,
 * {@code Optional} and {@code JsonNode}, 8 MiB for any other type and for methods without a value.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxResponseSize {
    /** Returns the limit in bytes, after decompression. */
    long bytes();
}
