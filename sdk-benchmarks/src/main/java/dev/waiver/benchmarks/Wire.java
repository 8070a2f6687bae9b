package dev.waiver.benchmarks;

import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Where a contestant's requests go: {@code canned}, answered from memory, or a port of this machine. */
record Wire(boolean canned, String baseUrl, CannedSocketFactory sockets) {
    private static final int MOST_CALLS = 512;

    static Wire of(String transport, int port) {
        boolean canned = transport.equals("canned");
        return new Wire(canned, "http://127.0.0.1:" + (canned ? 9 : port), new CannedSocketFactory());
    }

    /** The client that all contestants on OkHttp start from. */
    OkHttpClient okHttp() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_CALLS);
        dispatcher.setMaxRequestsPerHost(MOST_CALLS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MOST_CALLS, 1, java.util.concurrent.TimeUnit.MINUTES));
        if (canned) {
            builder.socketFactory(sockets);
        }
        return builder.build();
    }
}
