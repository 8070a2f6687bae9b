package dev.waiver.core.spi;

import dev.waiver.core.error.CallInfo;
import java.util.Optional;

/** The state of a running call, for exceptions that a composed operation throws itself. */
public interface CallState {
    /** Returns the details of the call so far, for an exception. */
    CallInfo callInfo();

    /**
     * Returns a part of a response with the credentials in use redacted, for an exception.
     *
     * @param text the text
     */
    String redact(String text);

    /** Returns the tenant that the options of this call set; the client's default is not included. */
    Optional<String> tenantScope();

    /** Returns whether the service has acknowledged a write of this call. */
    boolean acknowledged();

    /** Returns the body of the last write that the service acknowledged; empty if there was none. */
    String sent();
}
