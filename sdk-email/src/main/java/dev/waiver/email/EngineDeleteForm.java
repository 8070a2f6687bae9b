/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.Inferred;

/**
 * The forms of the request that removes an exception of an engine. Both are DELETE requests with a body. The vendor
 * documents neither, and a service or proxy that ignores the body might remove the whole table, so there is no default.
 * Determine the form on your tenant, with a table that may be lost, then pass it to
 * {@link EmailClient.Builder#engineDeleteForm}. Inferred: the forms offered here are those of two clients.
 */
@Inferred("The form of the request that removes exceptions is not documented; those offered here are those of two "
        + "clients.")
public enum EngineDeleteForm {
    /** Names the exception by {@code exceptionStr}, at {@code sectool-exceptions/{engine}}. */
    EXCEPTION_STR,
    /** Names it by a list of one, {@code exceptionStrList}, at {@code sectool-exceptions/{engine}/exceptions}. */
    EXCEPTION_STR_LIST
}
