package dev.waiver.testing.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on the loopback address that leaves everything to its handler, misbehaviour included. Its own,
 * rather than a library's, since a fault must strike at a chosen byte of a chosen request, and since a test kit should
 * put no HTTP client on its users' class path.
 */
public final class HttpServer {

    /** Serves one request: reads its body or does not, answers it or does not. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Serves one request.
         *
         * @param connection where it came from
         * @param head its request line and headers
         * @throws IOException when the client went away
         * @throws InterruptedException when the server was closed meanwhile
         */
        void serve(Connection connection, Head head) throws IOException, InterruptedException;
    }

    private final String name;
    private final Handler handler;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private int port;
    private int accepted;
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private CountDownLatch stopped = new CountDownLatch(1);

    /**
     * A server that has not been started.
     *
     * @param name what its threads are called
     * @param port where to listen, 0 for any free port
     * @param handler serves the requests
     */
    public HttpServer(String name, int port, Handler handler) {
        this.name = name;
        this.port = port;
        this.handler = handler;
    }

    /** Starts listening; does nothing when it does already. After {@link #stop()} it listens on the same port again. */
    public void start() {
        synchronized (lock) {
            if (listener != null) {
                return;
            }
            try {
                ServerSocket socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(loopback(), port), 1024);
                port = socket.getLocalPort();
                listener = socket;
                CountDownLatch stop = new CountDownLatch(1);
                stopped = stop;
                acceptor = daemon(name, () -> accept(socket, stop));
            } catch (IOException e) {
                throw new UncheckedIOException(name + " cannot listen on port " + port + ": " + e.getMessage(), e);
            }
        }
    }

    /** Stops listening and closes every connection. */
    public void stop() {
        synchronized (lock) {
            ServerSocket socket = listener;
            listener = null;
            stopped.countDown();
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                join(acceptor);
            }
        }
        connections.forEach(Connection::close);
    }

    /**
     * The connections that are kept waiting by a fault, once all that was to be sent on them has been sent.
     *
     * @return the ports of their clients
     */
    public Set<Integer> held() {
        return connections.stream()
                .filter(Connection::held)
                .map(Connection::clientPort)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Resets the connections that are kept waiting by a fault, so that nothing of it reaches into the next test. */
    public void releaseHeld() {
        connections.stream().filter(Connection::held).forEach(Connection::reset);
    }

    /**
     * Where it listens, or listened last.
     *
     * @return the port
     */
    public int port() {
        synchronized (lock) {
            return port;
        }
    }

    private void accept(ServerSocket socket, CountDownLatch stop) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Connection connection = new Connection(client, accepted++, pause -> await(stop, pause));
                connections.add(connection);
                Thread unused = daemon(name + "-" + connection.number(), () -> converse(connection));
            } catch (IOException e) {
                // The listener was closed, or one client vanished while being accepted. The loop's condition tells them
                // apart.
            }
        }
    }

    private void converse(Connection connection) {
        try {
            for (Head head = connection.readHead(); head != null; head = connection.readHead()) {
                handler.serve(connection, head);
                if (connection.closed()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away. What reached us until then is in the log.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
            connection.close();
        }
    }

    private static void await(CountDownLatch stop, Duration pause) throws InterruptedException {
        if (stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the server was closed");
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** The system goes on accepting connections until the thread that waits for one has noticed the end. */
    private static void join(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ends all the same, a moment later
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
