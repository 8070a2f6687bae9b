/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A local server whose certificate matches its name but is not trusted. A client that sends data after the handshake
 * has a security hole.
 */
final class Untrusted implements AutoCloseable {
    private static final HandshakeCertificates CERTIFICATE = new HandshakeCertificates.Builder()
            .heldCertificate(new HeldCertificate.Builder()
                    .addSubjectAlternativeName("localhost")
                    .build())
            .build();

    private final SSLServerSocket listener;
    private volatile boolean robbed;

    Untrusted() {
        try {
            listener = (SSLServerSocket) CERTIFICATE
                    .sslContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::accept, "untrusted");
        thread.setDaemon(true);
        thread.start();
    }

    String baseUrl() {
        return "https://localhost:" + listener.getLocalPort();
    }

    /** Returns whether a client sent any data. */
    boolean robbed() {
        return robbed;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                ((SSLSocket) client).startHandshake();
                robbed |= client.getInputStream().read() >= 0;
            } catch (SocketException closed) {
                // the server was closed, or the client disconnected
            } catch (IOException refused) {
                // expected: the client rejects the certificate
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
