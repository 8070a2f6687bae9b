/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.http2;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request on a stream of its own, as {@link FrameFault}s see it. All methods run on the channel's thread. */
final class FrontStream {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "transfer-encoding", "upgrade", "proxy-connection");

    private final FrontConnection connection;
    private final ChannelHandlerContext ctx;
    private final Http2ConnectionHandler frames;
    private final int id;
    private final Http2Headers headers;
    private final ByteBuf body = Unpooled.buffer();
    private @Nullable Channel backend;
    private boolean over;

    FrontStream(FrontConnection connection, ChannelHandlerContext ctx, int id, Http2Headers headers) {
        this.connection = connection;
        this.ctx = ctx;
        this.frames = (Http2ConnectionHandler) ctx.handler();
        this.id = id;
        this.headers = headers;
    }

    int id() {
        return id;
    }

    void append(ByteBuf data) {
        body.writeBytes(data);
    }

    /** Handles the request, which has arrived whole. */
    void arrived() {
        Http2Front front = connection.front;
        Http2Front.Received request = new Http2Front.Received(
                connection.number,
                id,
                headers.method().toString(),
                headers.path().toString(),
                false);
        FrameFault fault = front.faultFor(request);
        front.log(new Http2Front.Received(connection.number, id, request.method(), request.path(), fault != null));
        if (fault == null) {
            forward();
        } else {
            fault.action().accept(this);
        }
    }

    /** Stops forwarding: the client does not wait any more. */
    void abandoned() {
        over = true;
        if (backend != null) {
            backend.close();
        }
    }

    // ------------------------------------------------------------------ what a fault may do

    /** Forwards the request and passes the response on while it arrives. */
    void forward() {
        exchange(new Responding());
    }

    /** Forwards the request, from any thread. */
    void forwardLater() {
        ctx.executor().execute(this::forward);
    }

    /** Forwards the request, drops the response, and then goes on. */
    void apply(Runnable then) {
        exchange(new Dropping(then));
    }

    /** Responds without forwarding the request. */
    void respond(String status, Map<String, String> fields, String content) {
        Http2Headers head = head(status);
        fields.forEach(head::add);
        // Written past the state of the connection, which would refuse such a head.
        frames.encoder().frameWriter().writeHeaders(ctx, id, head, 0, false, ctx.newPromise());
        ByteBuf bytes = Unpooled.copiedBuffer(content, StandardCharsets.UTF_8);
        frames.encoder().frameWriter().writeData(ctx, id, bytes, 0, true, ctx.newPromise());
        frames.flush(ctx);
    }

    /** Sends HEADERS that do not end the stream. */
    void interim(String status) {
        frames.encoder().frameWriter().writeHeaders(ctx, id, head(status), 0, false, ctx.newPromise());
        frames.flush(ctx);
    }

    /** Sends RST_STREAM. */
    void reset(Http2Error code) {
        over = true;
        frames.resetStream(ctx, id, code.code(), ctx.newPromise());
        frames.flush(ctx);
    }

    /** Sends GOAWAY. */
    void goAway(int lastStream, Http2Error code) {
        frames.encoder()
                .frameWriter()
                .writeGoAway(ctx, lastStream, code.code(), Unpooled.EMPTY_BUFFER, ctx.newPromise());
        frames.flush(ctx);
    }

    /** Closes the connection, after what was sent before. */
    void hangUp() {
        over = true;
        // Not through the handler of frames, which would send a GOAWAY of its own.
        ChannelHandlerContext first = ctx.pipeline().firstContext();
        first.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> first.close());
    }

    /** Lets the connection fall silent. */
    void silence() {
        connection.fallSilent();
    }

    private static Http2Headers head(String status) {
        Http2Headers head = new DefaultHttp2Headers(false);
        return status.isEmpty() ? head : head.status(status);
    }

    // ------------------------------------------------------------------ forwarding

    private void exchange(SimpleChannelInboundHandler<HttpObject> handler) {
        URI to = connection.front.simulator();
        new Bootstrap()
                .group(ctx.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), handler);
                    }
                })
                .connect(to.getHost(), to.getPort())
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess() && !over) {
                        backend = connected.channel();
                        backend.writeAndFlush(request());
                    } else if (connected.isSuccess()) {
                        connected.channel().close();
                    } else {
                        reset(Http2Error.INTERNAL_ERROR);
                    }
                });
    }

    private DefaultFullHttpRequest request() {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(headers.method().toString()),
                headers.path().toString(),
                body);
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            if (!PseudoHeaderName.hasPseudoHeaderFormat(field.getKey())) {
                request.headers().add(field.getKey(), field.getValue());
            }
        }
        request.headers().set("host", headers.authority());
        if (!request.method().equals(HttpMethod.GET)) {
            request.headers().set("content-length", body.readableBytes());
        }
        return request;
    }

    /** Passes the response on; a response that breaks off becomes RST_STREAM. */
    private final class Responding extends SimpleChannelInboundHandler<HttpObject> {
        private boolean complete;

        @Override
        protected void channelRead0(ChannelHandlerContext from, HttpObject part) {
            if (over) {
                return;
            }
            if (part.decoderResult().isFailure()) {
                from.close();
                return;
            }
            if (part instanceof HttpResponse response) {
                Http2Headers head = head(Integer.toString(response.status().code()));
                response.headers().forEach(field -> {
                    String name = field.getKey().toLowerCase(Locale.ROOT);
                    if (!OF_THE_CONNECTION.contains(name)) {
                        head.add(name, field.getValue());
                    }
                });
                frames.encoder().writeHeaders(ctx, id, head, 0, false, ctx.newPromise());
            }
            if (part instanceof HttpContent content) {
                boolean last = part instanceof LastHttpContent;
                frames.encoder().writeData(ctx, id, content.content().retain(), 0, last, ctx.newPromise());
                if (last) {
                    complete = true;
                    from.close();
                }
            }
            frames.flush(ctx); // the handler's flush: it also writes what flow control holds
        }

        @Override
        public void channelInactive(ChannelHandlerContext from) {
            if (!complete && !over) {
                reset(Http2Error.INTERNAL_ERROR);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
            from.close();
        }
    }

    private static final class Dropping extends SimpleChannelInboundHandler<HttpObject> {
        private final Runnable then;

        Dropping(Runnable then) {
            this.then = then;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext from, HttpObject part) {
            if (part instanceof LastHttpContent) {
                from.close();
                then.run();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
            from.close();
        }
    }
}
