/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.ServerResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A vendor's operations on its state. Guarded by the simulator's lock. */
interface Backend {

    /** Returns the path prefixes of the operations, longest first. */
    List<String> prefixes();

    /** Returns whether requests to this path ask for a token. */
    boolean isTokenRequest(String path);

    /** Returns the tokens the service has issued. */
    Tokens tokens();

    /**
     * Serves a request. {@code stubs} is called once the request has been authenticated; a stub takes precedence over
     * an operation. May throw {@link RefusedException}.
     */
    ServerResponse respond(RecordedRequest call, Function<RecordedRequest, @Nullable ServerResponse> stubs);

    /** Removes all rules, keys, tokens and settings. */
    void clear();

    /** The tokens issued by authentication requests. */
    interface Tokens {

        /** Revokes all tokens. */
        void revokeAll();

        /** Returns the number of tokens issued since the state was cleared. */
        int issued();
    }
}
