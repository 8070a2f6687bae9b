package dev.waiver.testing.internal;

import dev.waiver.testing.internal.http.ServerResponse;

/** Ends the handling of a request with an answer that refuses it. What it asked for has not taken effect. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ServerResponse response;

    /**
     * A refusal.
     *
     * @param response what to answer
     */
    public RefusedException(ServerResponse response) {
        super(response.toString(), null, false, false);
        this.response = response.applied(false);
    }

    /**
     * What to answer.
     *
     * @return the answer
     */
    public ServerResponse response() {
        return response;
    }
}
