/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.email.internal.AnomalyRequests;
import dev.waiver.email.internal.TenantCheck;
import dev.waiver.email.internal.WholeList;
import dev.waiver.email.model.AnomalyExceptionRule;
import dev.waiver.email.model.RequestData;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the exceptions of the anomaly engine. The service has no others: it reads no single exception, and
 * changes none. Every method returns a lazy call: nothing is sent until it is executed. Calls fail with
 * {@link dev.waiver.core.error.SdkException} and its subtypes. Missing or invalid arguments are refused at once, null
 * with a {@link NullPointerException}.
 *
 * <p>Inferred: all operations, as two clients use them; see {@link AnomalyExceptionsApi}.
 */
@Inferred("All operations are as two clients use them.")
public final class AnomalyExceptions {
    private final ClientCore core;
    private final AnomalyExceptionsApi api;
    private final TenantCheck tenants;
    private final @Nullable AnomalyDeleteForm deleteForm;

    AnomalyExceptions(
            ClientCore core, AnomalyExceptionsApi api, TenantCheck tenants, @Nullable AnomalyDeleteForm deleteForm) {
        this.core = core;
        this.api = api;
        this.tenants = tenants;
        this.deleteForm = deleteForm;
    }

    /**
     * Returns all exceptions, up to 256 MiB. Inferred: the service returns them in one response. If there is none
     * because the key is tied to no tenant, reading fails with {@link dev.waiver.core.error.IncompleteListException}.
     */
    public Pager<AnomalyExceptionRule> list() {
        return WholeList.pager(core, "AnomalyExceptions.list", tenants, api.list());
    }

    /**
     * Creates an exception and returns it as it is listed. What describes an exception is not documented, so it is a
     * JSON object of your own, such as one that the portal sends. The response to a create has no id that is known, so
     * the list is read before, and again after 0, 1, 2 and 4 seconds until it has a new exception of this author. A
     * lost response is settled by that. The create itself is retried only if the service certainly didn't process it.
     * Within this JVM, creates for the same tenant are serialized.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the
     * exception, but none is new, several are, or they cannot be looked up. Don't send it again then. Inferred: the
     * service stores the author that was sent.
     *
     * @param requestJson the exception, a JSON object, as {@code JsonCodec.strictNames().document(text)} creates it; it
     *     is sent as it is
     * @param addedBy the author, an address
     * @throws IllegalArgumentException if {@code requestJson} is not a JSON object or empty, or the author is blank
     */
    @Inferred("The service stores the author that was sent.")
    public ApiCall<AnomalyExceptionRule> create(JsonDocument requestJson, String addedBy) {
        TextChecks.checkNotBlank("addedBy", addedBy, "give the address of the author");
        RequestData<JsonNode> body = AnomalyRequests.creation(requestJson, addedBy);
        return core.call("AnomalyExceptions.create", () -> requests().create(body, addedBy));
    }

    /**
     * Removes an exception by a DELETE request with a body, whose form has to be set by
     * {@link EmailClient.Builder#anomalyDeleteForm}. The list is read before the request, and after 0, 1, 2 and 4
     * seconds until it lacks the exception; a lost response is settled by that. Within this JVM, removals for the same
     * tenant are serialized.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException}, and sends nothing, if there is no such exception.
     * Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if it is still listed after the last
     * lookup, and if more is gone than was asked for: the message begins with {@code GONE AS WELL} and has every id
     * that is gone.
     *
     * @param id the id of the exception
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     * @throws IllegalStateException if the form was not set
     */
    public ApiCall<@Nullable Void> remove(String id) {
        PathValues.check("id", id, "give the exception's id, as id() returns it");
        AnomalyDeleteForm form = deleteForm;
        if (form == null) {
            throw new IllegalStateException(
                    "remove: how the service expects the exception to remove is not documented, and if it or a proxy"
                            + " ignored the body it might take all; find out, then set anomalyDeleteForm(...) on the"
                            + " client's builder, or remove the exception in the portal");
        }
        return core.call("AnomalyExceptions.remove", () -> requests().remove(id, form));
    }

    private AnomalyRequests requests() {
        return new AnomalyRequests(core, api, tenants);
    }
}
