/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.http2;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks HTTP/2 over TLS, and nothing else, before a simulator. It forwards each request over HTTP/1.1,
 * on a connection of its own, so that nothing below it is sent twice, and injects {@link FrameFault}s. Thread-safe.
 */
public final class Http2Front implements AutoCloseable {
    /** The other names that the front's certificate is for. They resolve only with a {@code Dns} of the test. */
    public static final String FIRST_HOST = "first.test";

    public static final String SECOND_HOST = "second.test";

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName(FIRST_HOST)
            .addSubjectAlternativeName(SECOND_HOST)
            .build();

    private static final HandshakeCertificates TRUST = new HandshakeCertificates.Builder()
            .addPlatformTrustedCertificates()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    private static final EventLoopGroup THREADS = new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("http2-front", true), NioIoHandler.newFactory());

    private static final SslContext TLS = tls();

    /** A request that arrived at a front. */
    public record Received(int connection, int stream, String method, String path, boolean struck) {
        /** Returns whether it authenticates. */
        public boolean authentication() {
            return path.contains("/auth") || path.contains("/oauth") || path.endsWith("/login");
        }
    }

    private record Strike(Predicate<Received> which, FrameFault fault, AtomicBoolean pending, boolean lasting) {}

    private final URI simulator;
    private final Channel listener;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger connectionNumbers = new AtomicInteger();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Strike> strikes = new CopyOnWriteArrayList<>();
    final Set<Integer> silentPorts = ConcurrentHashMap.newKeySet();
    private volatile long maxConcurrentStreams = 100;

    private Http2Front(String simulator) {
        this.simulator = URI.create(simulator);
        this.listener = new ServerBootstrap()
                .group(THREADS)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connections.add(connection);
                        connection.pipeline().addLast(TLS.newHandler(connection.alloc()), new Negotiation());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Starts a front before the service at a base URL. */
    public static Http2Front before(String simulator) {
        return new Http2Front(simulator);
    }

    /** Returns the trust in the front's certificate, besides the platform's. */
    public static HandshakeCertificates trust() {
        return TRUST;
    }

    /** Returns the base URL, with the host {@code localhost}. */
    public String baseUrl() {
        return baseUrl("localhost");
    }

    /** Returns the base URL with one of the names in the front's certificate. */
    public String baseUrl(String host) {
        return "https://" + host + ":" + ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Sets SETTINGS_MAX_CONCURRENT_STREAMS for connections that are opened later. Default: 100. */
    public void maxConcurrentStreams(long value) {
        maxConcurrentStreams = value;
    }

    /** Injects a fault into the next matching request. */
    public void next(Predicate<Received> which, FrameFault fault) {
        strikes.add(new Strike(which, fault, new AtomicBoolean(true), false));
    }

    /** Injects a fault into every matching request. */
    public void always(Predicate<Received> which, FrameFault fault) {
        strikes.add(new Strike(which, fault, new AtomicBoolean(true), true));
    }

    /** Returns the requests that arrived, in order, authentication included. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Returns the client ports of connections on which the front will send nothing more. */
    public Set<Integer> silentPorts() {
        return Set.copyOf(silentPorts);
    }

    /** Returns the number of connections that were opened. */
    public int connectionsOpened() {
        return connectionNumbers.get();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
    }

    @Nullable
    FrameFault faultFor(Received arrived) {
        for (Strike strike : strikes) {
            if (strike.which.test(arrived) && (strike.lasting || strike.pending.getAndSet(false))) {
                return strike.fault;
            }
        }
        return null;
    }

    void log(Received arrived) {
        received.add(arrived);
    }

    URI simulator() {
        return simulator;
    }

    private final class Negotiation extends ApplicationProtocolNegotiationHandler {
        Negotiation() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                FrontConnection.start(Http2Front.this, ctx, connectionNumbers.incrementAndGet(), maxConcurrentStreams);
            } else {
                ctx.close();
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private static SslContext tls() {
        try {
            return SslContextBuilder.forServer(CERTIFICATE.keyPair().getPrivate(), CERTIFICATE.certificate())
                    .sslProvider(SslProvider.JDK)
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }
}
