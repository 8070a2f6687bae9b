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
 * Marks a method of an API interface as an idempotent write, such as a full replacement or a removal by id: applying it
 * a second time changes nothing more, so it may be retried after a lost response.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
    /**
     * Returns whether "not found" on a retry means that an earlier attempt of the same call, whose response was lost,
     * succeeded. Suitable for removals. Default: {@code false}.
     */
    boolean notFoundIsSuccess() default false;
}
