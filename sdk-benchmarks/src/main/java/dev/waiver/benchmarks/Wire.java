package dev.waiver.benchmarks;

import dev.waiver.core.SdkTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Where a contestant's requests go: {@code canned}, answered from memory, or a port of this machine.
 *
 * @param canned whether answers come from memory
 * @param prompt whether sockets send at once what is written, as the SDK's own transport and the JDK's HTTP client have
 *     it
 * @param baseUrl where requests go
 * @param sockets what answers from memory
 */
record Wire(boolean canned, boolean prompt, String baseUrl, CannedSocketFactory sockets) {
    private static final int MOST_CALLS = 512;

    static Wire of(String transport, int port) {
        boolean canned = transport.equals("canned");
        return new Wire(canned, true, "http://127.0.0.1:" + (canned ? 9 : port), new CannedSocketFactory());
    }

    /**
     * The same with sockets as OkHttp makes them: Nagle's algorithm keeps the end of a long request until its start is
     * acknowledged.
     */
    Wire asOkHttpComes() {
        return new Wire(canned, false, baseUrl, sockets);
    }

    /**
     * The SDK's own transport, which bounds reading and writing itself, with as many connections as the others have.
     */
    SdkTransport transport() {
        SdkTransport.Builder builder =
                SdkTransport.builder().maxConcurrentCalls(MOST_CALLS).connectionPool(MOST_CALLS, Duration.ofMinutes(1));
        if (canned) {
            builder.socketFactory(sockets);
        }
        return builder.build();
    }

    /** The client that the other contestants on OkHttp start from. */
    OkHttpClient okHttp() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_CALLS);
        dispatcher.setMaxRequestsPerHost(MOST_CALLS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MOST_CALLS, 1, java.util.concurrent.TimeUnit.MINUTES));
        if (canned) {
            builder.socketFactory(sockets);
        } else if (prompt) {
            builder.socketFactory(new NoDelaySockets());
        }
        return builder.build();
    }

    /** OkHttp makes its sockets in the first way only. */
    private static final class NoDelaySockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
