/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import java.util.Optional;

/** The request of one attempt while it is prepared. A vendor module adds what each of its requests needs. */
public interface RequestContext {
    /** Returns the request id of the call. */
    String requestId();

    /** Returns the tenant that the call is for, if one was set for the call or the client. */
    Optional<String> tenantScope();

    /** Returns the path as it is sent, without the host, percent-encoded. */
    String encodedPath();

    /**
     * Sets a header.
     *
     * @param name the name of the header
     * @param value the value
     */
    void header(String name, String value);

    /**
     * Sets a query parameter, unless the request has one of the same name.
     *
     * @param name the name, unencoded
     * @param value the value, unencoded
     */
    void queryIfAbsent(String name, String value);
}
