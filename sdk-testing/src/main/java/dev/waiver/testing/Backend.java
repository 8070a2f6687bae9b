package dev.waiver.testing;

import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.ServerResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A vendor's operations on its state. Guarded by the simulator's lock. */
interface Backend {

    /** How the paths of its operations start, the longest first. */
    List<String> prefixes();

    /** Whether requests to this path ask for a token. */
    boolean asksForToken(String path);

    /** The tokens it has issued. */
    Tokens tokens();

    /**
     * Serves a request; a stub, asked for once the request is let in, goes before an operation. May end with a
     * {@link RefusedException}.
     */
    ServerResponse respond(RecordedRequest call, Function<RecordedRequest, @Nullable ServerResponse> stubs);

    /** Forgets everything: rules, keys, tokens and settings. */
    void clear();

    /** What sign-ins are answered with. */
    interface Tokens {

        /** Makes all of them unknown. */
        void revokeAll();

        /** How many were issued since the state was cleared. */
        int issued();
    }
}
