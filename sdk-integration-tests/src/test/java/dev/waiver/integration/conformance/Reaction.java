/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

/** What a service does with one request. */
enum Reaction {
    /** It does what it should. */
    NORMAL,
    /** It applies the request and closes the connection without a response. */
    LOST_APPLIED,
    /** It closes the connection without a response and does not apply the request. */
    LOST_UNAPPLIED,
    /** 404, not applied. */
    MISSING,
    /** 422, not applied. */
    REFUSED,
    /** 429, not applied. */
    RATE_LIMITED,
    /** 503, not applied. */
    UNAVAILABLE,
    /** 503 after the request was applied. */
    UNAVAILABLE_APPLIED,
    /** It applies an update, and the response does not show the rule. */
    UNSHOWN,
    /** It applies an update, and the response shows only a part of the rule. */
    SHOWN_IN_PART,
    /** It acknowledges the request and does not apply it. */
    IGNORED
}
