package dev.waiver.core.internal.exchange;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The SDK's only interceptor, the last one before the network. It lets a write pass only once, and never on a
 * connection that the service has closed. It adds the credentials after all other interceptors.
 */
public final class FinalInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        AttemptEvents attempt = chain.request().tag(AttemptEvents.class);
        if (attempt == null) {
            return chain.proceed(chain.request());
        }
        if (attempt.isWrite()) {
            if (!attempt.firstPass()) {
                throw new IOException(
                        "this write was sent before; an interceptor of the OkHttpClient must not send it again");
            }
            if (attempt.foundClosed(chain.connection())) {
                throw new StaleConnectionException();
            }
        }
        return chain.proceed(attempt.authorized(chain.request()));
    }
}
