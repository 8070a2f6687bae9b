/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a proxy responds with 407: it requires a login, or refused the one that the transport's proxy
 * authenticator gave. Nothing was applied, and the call is not retried, so that the proxy does not lock the account.
 */
public class ProxyAuthenticationException extends TransportException {
    private static final long serialVersionUID = 1;

    private final String proxy;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line
     * @param cause the cause
     * @param callInfo the call
     * @param proxy the proxy's host and port
     */
    public ProxyAuthenticationException(String message, @Nullable Throwable cause, CallInfo callInfo, String proxy) {
        super(message, cause, callInfo);
        this.proxy = proxy;
    }

    /** Returns the proxy's host and port, such as {@code proxy.example:3128}. */
    public final String proxy() {
        return proxy;
    }
}
