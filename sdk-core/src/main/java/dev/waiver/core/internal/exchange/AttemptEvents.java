package dev.waiver.core.internal.exchange;

import dev.waiver.core.SdkClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on its way: what OkHttp has done of it, which is all the proof there is of what the service may have
 * taken. The request carries it as a tag, so that the network interceptor finds it.
 */
public abstract class AttemptEvents extends EventListener {
    private final boolean write;
    private final boolean hasBody;
    private final SdkClock time;

    private volatile boolean reused = true;
    private volatile boolean headersStarted;
    private volatile boolean bodyEnded;
    private volatile boolean requestFailed;
    private volatile int status;
    private boolean passed;

    protected AttemptEvents(boolean write, boolean hasBody, SdkClock time) {
        this.write = write;
        this.hasBody = hasBody;
        this.time = time;
    }

    /** The request with its credentials, as the very last step before it goes out. */
    public abstract Request authorized(Request request);

    /** Whether the request changes something at the service. */
    final boolean isWrite() {
        return write;
    }

    /** Whether this is the first time that the attempt reaches the network. */
    final synchronized boolean firstPass() {
        boolean first = !passed;
        passed = true;
        return first;
    }

    /** Whether the pooled connection turns out to have been closed by the service, before anything is written. */
    final boolean foundClosed(@Nullable Connection connection) {
        return reused && StaleConnectionCheck.SHARED.foundClosed(connection, time.nanoTime());
    }

    /** Whether a pooled connection is used. */
    public final boolean reusedConnection() {
        return reused;
    }

    /** Whether anything of the request was written. */
    public final boolean started() {
        return headersStarted;
    }

    /** Whether the attempt failed because its pooled connection had gone stale, rather than because of the service. */
    public final boolean staleConnection(IOException failure) {
        return failure instanceof StaleConnectionException
                || (reused && headersStarted && status == 0 && !(failure instanceof InterruptedIOException));
    }

    /** The status of the answer's head, 0 while there is none. */
    public final int status() {
        return status;
    }

    /**
     * Could the service have taken the whole request?
     *
     * @param failure what ended the attempt
     */
    public final boolean mayHaveBeenTaken(IOException failure) {
        int responded = status;
        if (responded >= 300 && responded < 500 && responded != 408) {
            return false; // refused; only the text of the refusal was cut
        }
        if (!headersStarted || failure instanceof StaleConnectionException) {
            return false; // not a byte was sent
        }
        if (hasBody && !bodyEnded) {
            return false; // the body was not handed over whole
        }
        if (requestFailed) {
            return false; // the socket refused the last bytes
        }
        // HTTP/2: the service says that it did nothing
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
        StaleConnectionCheck.SHARED.released(connection, time.nanoTime());
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
        // When we end the attempt ourselves, the bytes may have left all the same.
        if (!(failure instanceof InterruptedIOException) && !call.isCanceled()) {
            requestFailed = true;
        }
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        status = response.code();
    }
}
