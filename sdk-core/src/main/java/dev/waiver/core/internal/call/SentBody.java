/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

/** The body of a sent request, converted to text only when an error shows it. */
@FunctionalInterface
public interface SentBody {
    String text();
}
