/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks API that rests on inferred vendor behavior: the vendor's documentation is silent or contradicts itself, and the
 * SDK follows samples, other clients, or the more cautious reading. On a type, it applies to all members.
 *
 * <p>The project's {@code docs/inferred.md} lists all members with this annotation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR})
public @interface Inferred {
    /** Returns what is inferred, in one sentence. */
    String value();
}
