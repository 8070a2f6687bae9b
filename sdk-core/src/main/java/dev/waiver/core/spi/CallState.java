package dev.waiver.core.spi;

import dev.waiver.core.error.CallInfo;
import java.util.Optional;

/** How far a running call has come; for errors that a composed operation raises itself. */
public interface CallState {
    /** The call so far, to put into an error. */
    CallInfo callInfo();

    /**
     * A part of an answer as an error may show it: without the credentials in use.
     *
     * @param text the text
     */
    String redact(String text);

    /** The tenant that this call was made for by its own options; a client's default is not among them. */
    Optional<String> tenantScope();

    /** Whether the service has acknowledged a write of this call. */
    boolean acknowledged();

    /** The body of the last write that the service acknowledged; empty if there was none. */
    String sent();
}
