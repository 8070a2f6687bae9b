/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.Inferred;

/**
 * The forms of the request that removes an anomaly exception, a DELETE with a body. The vendor does not document it,
 * two clients disagree, and a service or proxy that ignores the body might remove all exceptions, so there is no
 * default. Determine the form on your tenant, with exceptions that may be lost, then pass it to
 * {@link EmailClient.Builder#anomalyDeleteForm}. Inferred: the forms offered here are those of two clients.
 */
@Inferred("The form of the request that removes exceptions is not documented; those offered here are those of two "
        + "clients.")
public enum AnomalyDeleteForm {
    /** Names the exception by a list of one, {@code ruleId}. */
    RULE_ID,
    /** Names the exception by a list of one, {@code listIds}. */
    LIST_IDS
}
