package dev.waiver.core.internal.exchange;

import dev.waiver.core.SdkClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * The events of one attempt: what OkHttp has done, which is the only evidence of what the service may have received.
 * The request carries this object as a tag, so that {@link FinalInterceptor} finds it.
 */
public abstract class AttemptEvents extends EventListener {
    private final boolean write;
    private final boolean hasBody;
    private final SdkClock clock;

    private volatile boolean reused = true;
    private volatile boolean headersStarted;
    private volatile boolean bodyEnded;
    private volatile boolean requestFailed;
    private volatile int status;
    private volatile @Nullable Response response;
    private boolean passed;

    protected AttemptEvents(boolean write, boolean hasBody, SdkClock clock) {
        this.write = write;
        this.hasBody = hasBody;
        this.clock = clock;
    }

    /** Returns the request with its credentials. Called as the last step before the request is sent. */
    public abstract Request authorized(Request request);

    /** Returns whether the request changes something at the service. */
    final boolean isWrite() {
        return write;
    }

    /** Returns whether this is the first time that the attempt reaches the network. */
    final synchronized boolean firstPass() {
        boolean first = !passed;
        passed = true;
        return first;
    }

    /** Returns whether the service has closed the pooled connection. Called before anything is written. */
    final boolean foundClosed(@Nullable Connection connection) {
        return reused && StaleConnectionCheck.SHARED.foundClosed(connection, clock.nanoTime());
    }

    /** Returns whether the attempt uses a pooled connection. */
    public final boolean reusedConnection() {
        return reused;
    }

    /** Returns whether anything of the request was written. */
    public final boolean started() {
        return headersStarted;
    }

    /**
     * Returns whether the attempt presumably failed because its pooled connection was stale, not because of the
     * service.
     */
    public final boolean staleConnection(IOException failure) {
        return failure instanceof StaleConnectionException
                || (reused && headersStarted && status == 0 && !(failure instanceof InterruptedIOException));
    }

    /** Returns the status of the response, or 0 while its headers have not arrived. */
    public final int status() {
        return status;
    }

    /**
     * Returns whether the service may have received the whole request and not refused it.
     *
     * @param failure what ended the attempt
     */
    public final boolean mayHaveBeenTaken(IOException failure) {
        int responded = status;
        if (responded >= 300 && responded < 500 && responded != 408) {
            return false; // refused; only the body of the error was cut off
        }
        if (!headersStarted || failure instanceof StaleConnectionException) {
            return false; // nothing was sent
        }
        if (hasBody && !bodyEnded) {
            return false; // the body was not written completely
        }
        if (requestFailed) {
            return false; // the last bytes could not be written
        }
        // HTTP/2: the service states that it did not process the request
        return !String.valueOf(failure.getMessage()).equals("stream was reset: REFUSED_STREAM");
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        InterruptibleDns.CALL.set(call);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        reused = false;
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        StaleConnectionCheck.SHARED.released(connection, clock.nanoTime());
    }

    @Override
    public void requestHeadersStart(Call call) {
        headersStarted = true;
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        bodyEnded = true;
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        // When the SDK ends the attempt, the bytes may have been sent all the same.
        if (!(failure instanceof InterruptedIOException) && !call.isCanceled()) {
            requestFailed = true;
        }
    }

    /**
     * Returns the response without its body if OkHttp refused it because a status without content announced a body, or
     * {@code null} if the attempt failed otherwise.
     */
    final @Nullable Response noContent(IOException failure) {
        Response arrived = response;
        return failure instanceof ProtocolException && arrived != null && ResponseReader.hasNoContent(arrived.code())
                ? arrived.newBuilder().body(ResponseBody.create("", null)).build()
                : null;
    }

    @Override
    public void responseHeadersEnd(Call call, Response arrived) {
        response = arrived;
        status = arrived.code();
    }
}
