/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** One HTTP/2 connection to a front. All its methods run on the thread of its channel. */
final class FrontConnection extends Http2FrameAdapter {
    final Http2Front front;
    final int number;
    private final int clientPort;
    private final Map<Integer, FrontStream> streams = new HashMap<>();
    private boolean silent;

    private FrontConnection(Http2Front front, int number, int clientPort) {
        this.front = front;
        this.number = number;
        this.clientPort = clientPort;
    }

    static void start(Http2Front front, ChannelHandlerContext ctx, int number, long maxConcurrentStreams) {
        int port = ((InetSocketAddress) ctx.channel().remoteAddress()).getPort();
        FrontConnection connection = new FrontConnection(front, number, port);
        Http2ConnectionHandler frames = new Http2ConnectionHandlerBuilder()
                .server(true)
                .validateHeaders(false)
                .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(maxConcurrentStreams))
                .frameListener(connection)
                .gracefulShutdownTimeoutMillis(0)
                .build();
        ctx.pipeline().addLast(connection.new Gate(), frames);
    }

    /** Sends nothing more and ignores what arrives, while the socket stays open. */
    void fallSilent() {
        silent = true;
        front.silentPorts.add(clientPort);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx, int streamId, Http2Headers headers, int padding, boolean endOfStream) {
        FrontStream stream = new FrontStream(this, ctx, streamId, headers);
        streams.put(streamId, stream);
        if (endOfStream) {
            stream.arrived();
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream) {
        onHeadersRead(ctx, streamId, headers, padding, endOfStream);
    }

    @Override
    public int onDataRead(ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
        int read = data.readableBytes() + padding;
        FrontStream stream = streams.get(streamId);
        if (stream != null) {
            stream.append(data);
            if (endOfStream) {
                stream.arrived();
            }
        }
        return read;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
        FrontStream stream = streams.remove(streamId);
        if (stream != null) {
            stream.abandoned();
        }
    }

    /** Swallows everything in both directions once the connection is silent. */
    private final class Gate extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (silent) {
                ReferenceCountUtil.release(message);
            } else {
                ctx.fireChannelRead(message);
            }
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (silent) {
                ReferenceCountUtil.release(message);
                promise.setSuccess();
            } else {
                ctx.write(message, promise);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // the client has gone
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) throws Exception {
            front.silentPorts.remove(clientPort);
            streams.values().forEach(FrontStream::abandoned);
            streams.clear();
            super.channelInactive(ctx);
        }
    }
}
