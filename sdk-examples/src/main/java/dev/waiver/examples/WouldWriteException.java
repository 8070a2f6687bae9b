package dev.waiver.examples;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/**
 * A request that would change something, held back. Clients on a transport with {@link #HOLD_BACK} read as ever and
 * cannot write, whatever is asked of them: that makes a dry run of an operation from the operation itself.
 */
public final class WouldWriteException extends IOException {
    private static final long serialVersionUID = 1;

    /** Whatever is no GET and no sign-in counts as a write. */
    static final Interceptor HOLD_BACK = chain -> {
        Request request = chain.request();
        String path = request.url().encodedPath();
        boolean harmless = request.method().equals("GET")
                || List.of("/auth/external", "/auth/sign_in", "/auth/v2/token").stream()
                        .anyMatch(path::endsWith);
        if (harmless) {
            return chain.proceed(request);
        }
        throw new WouldWriteException(request.method() + " " + path + " " + body(request));
    };

    private WouldWriteException(String request) {
        super(request);
    }

    private static String body(Request request) throws IOException {
        RequestBody body = request.body();
        if (body == null) {
            return "";
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return buffer.readUtf8();
    }

    /** The request that was held back, if that is what this failure is about. */
    public static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WouldWriteException held) {
                return Optional.ofNullable(held.getMessage());
            }
        }
        return Optional.empty();
    }
}
