/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

/** The kinds of requests that the operations on rules consist of. */
enum Kind {
    LIST,
    GET,
    CREATE,
    UPDATE,
    OTHER
}
