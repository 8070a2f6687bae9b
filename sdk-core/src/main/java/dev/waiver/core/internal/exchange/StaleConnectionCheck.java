package dev.waiver.core.internal.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * When each pooled connection was last used. OkHttp looks for end-of-stream only after ten idle seconds; a service that
 * closed earlier would turn the next write into an ambiguous failure that reached nobody.
 */
final class StaleConnectionCheck {
    static final StaleConnectionCheck SHARED = new StaleConnectionCheck();

    private static final long LOOK_AFTER_IDLE_NANOS = 1_000_000_000L;

    /** Every exchange of the JVM comes by here: calls on different connections must not wait for each other. */
    private static final int STRIPES = 64;

    private final List<Map<Connection, AtomicLong>> lastUsed = new ArrayList<>(STRIPES);

    private StaleConnectionCheck() {
        for (int i = 0; i < STRIPES; i++) {
            lastUsed.add(Collections.synchronizedMap(new WeakHashMap<>()));
        }
    }

    private Map<Connection, AtomicLong> stripe(Connection connection) {
        return lastUsed.get(Math.floorMod(connection.hashCode(), STRIPES));
    }

    /**
     * An exchange has given its connection back.
     *
     * @param now by the clock of the client, which {@link #foundClosed} is asked by as well
     */
    void released(Connection connection, long now) {
        Map<Connection, AtomicLong> stripe = stripe(connection);
        AtomicLong used = stripe.get(connection);
        if (used == null) {
            stripe.put(connection, new AtomicLong(now));
        } else {
            used.set(now);
        }
    }

    /** Looks for one millisecond whether the service has closed an idle HTTP/1 connection; closes our side if so. */
    boolean foundClosed(@Nullable Connection connection, long now) {
        if (connection == null || connection.protocol() != Protocol.HTTP_1_1) {
            return false;
        }
        AtomicLong used = stripe(connection).get(connection);
        if (used == null || now - used.get() < LOOK_AFTER_IDLE_NANOS) {
            return false;
        }
        Socket socket = connection.socket();
        boolean closed;
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // Between two exchanges nothing may arrive: end-of-stream or an unasked byte, both end the connection.
                int ignored = socket.getInputStream().read();
                closed = true;
            } catch (SocketTimeoutException silent) {
                closed = false;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            closed = true;
        }
        if (closed) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is given up either way.
            }
        }
        return closed;
    }
}
