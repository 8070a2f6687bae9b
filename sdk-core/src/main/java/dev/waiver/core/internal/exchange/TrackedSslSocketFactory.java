/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A factory of TLS sockets with a {@link TrackedInput}, as far as they are the JDK's own. Those of other providers stay
 * as they are, because OkHttp looks at their class to negotiate the protocol.
 */
public final class TrackedSslSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory sockets;

    public TrackedSslSocketFactory(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose) throws IOException {
        Socket made = sockets.createSocket(raw, host, port, autoClose);
        if (!(made instanceof SSLSocket tls)
                || !"java.base".equals(made.getClass().getModule().getName())) {
            return made;
        }
        if (raw instanceof TrackedSocket tracked) {
            tracked.getInputStream().direct();
        }
        return new TrackedSslSocket(tls, raw);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return sockets.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }
}
