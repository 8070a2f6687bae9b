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
 * Marks a method of an API interface as read-only: it changes nothing at the service, so it is retried after a lost
 * response, a 408, a 429 or a 5xx other than 501. A method with neither this annotation nor {@link Idempotent} counts
 * as a write, whatever its HTTP method, and is retried only if it is certain that the service did not process it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnly {}
