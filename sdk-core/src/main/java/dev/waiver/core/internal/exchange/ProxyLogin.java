/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The application's authenticator for proxies, asked for one login per attempt. OkHttp asks again as long as the proxy
 * refuses: twenty times for a request, and for a tunnel without end if the proxy keeps the connection, for each of the
 * proxy's addresses.
 */
public final class ProxyLogin implements Authenticator {
    /** A tag of requests with a login. */
    private enum Login {
        GIVEN
    }

    /** The logins of one attempt that opens tunnels, whose requests do not have the attempt as a tag. */
    private static final class Tunnels {
        boolean given;

        @Nullable
        ProxyRefusedException refusal;
    }

    /** Set from the selection of a proxy until a connection is open or the attempt has failed. */
    private static final ThreadLocal<@Nullable Tunnels> TUNNELS = new ThreadLocal<>();

    private final Authenticator theirs;

    public ProxyLogin(Authenticator theirs) {
        this.theirs = theirs;
    }

    /** Called before an attempt opens a connection, on its thread. */
    static void connecting() {
        TUNNELS.set(new Tunnels());
    }

    /** Called when an attempt has a connection, or has failed. */
    static void connected() {
        TUNNELS.remove();
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        Tunnels known = response.request().method().equals("CONNECT") ? TUNNELS.get() : null;
        Tunnels tunnels = known == null ? new Tunnels() : known;
        if (tunnels.refusal != null) {
            throw tunnels.refusal; // at another address of the proxy
        }
        boolean loggedIn = response.request().tag(Login.class) != null;
        // OkHttp asks for a login ahead of the request for a tunnel, with a response of its own.
        boolean ahead = "OkHttp-Preemptive".equals(response.header("Proxy-Authenticate"));
        if (!loggedIn && !tunnels.given) {
            Request login = theirs.authenticate(route, response);
            if (login != null) {
                tunnels.given = true;
                return login.newBuilder().tag(Login.class, Login.GIVEN).build();
            }
        }
        if (ahead) {
            return null;
        }
        tunnels.refusal = new ProxyRefusedException(route, loggedIn);
        throw tunnels.refusal;
    }
}
