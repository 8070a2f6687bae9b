package dev.waiver.core.spi;

import java.util.Optional;

/** One attempt's request while it is being prepared: a service adds what belongs on each of its requests. */
public interface RequestContext {
    /** The request id of the call. */
    String requestId();

    /** The tenant that the call is for, if one was set for the call or the client. */
    Optional<String> tenantScope();

    /** The path on the wire, relative to the host, percent-encoded. */
    String encodedPath();

    /**
     * Sets a header.
     *
     * @param name the header's name
     * @param value its value
     */
    void header(String name, String value);

    /**
     * Sets a query parameter, unless the request has one of that name.
     *
     * @param name the name, unencoded
     * @param value the value, unencoded
     */
    void queryIfAbsent(String name, String value);
}
