/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.ProxyAuthenticationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Thrown below OkHttp when a proxy refuses a request with 407. */
final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final String proxy;

    /**
     * Creates an exception.
     *
     * @param route the route with the proxy, if it is known
     * @param loggedIn whether the proxy refused a login
     */
    ProxyRefusedException(@Nullable Route route, boolean loggedIn) {
        this(name(route), loggedIn);
    }

    private ProxyRefusedException(String proxy, boolean loggedIn) {
        super("the proxy " + proxy + " responded with 407: "
                + (loggedIn
                        ? "it refused the login of the transport's proxyAuthenticator"
                        : "it requires a login, which the transport's proxyAuthenticator did not give"));
        this.proxy = proxy;
    }

    private static String name(@Nullable Route route) {
        return route != null && route.proxy().address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "of unknown address";
    }

    /** Returns the error of the call. It is not retried, so that the proxy does not lock the account. */
    ProxyAuthenticationException forCaller(CallInfo call) {
        return new ProxyAuthenticationException(String.valueOf(getMessage()), this, call, proxy);
    }
}
