/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.email.model.AnomalyExceptionRule;
import dev.waiver.email.model.RequestData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;

/**
 * A Retrofit interface of the endpoints for anomaly exceptions, as they are on the wire; {@link AnomalyExceptions}
 * hides their oddities. Get it with {@code client.api(AnomalyExceptionsApi.class)}. A tenant scope, if one is set for
 * the client or the call, is sent as the header {@code scopes} and the query parameter {@code scope}. Inferred: all
 * operations, as two clients use them.
 */
@Inferred("All operations are as two clients use them.")
public interface AnomalyExceptionsApi {
    /** Reads all exceptions. */
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("sectools/anomaly/exceptions")
    ApiCall<List<AnomalyExceptionRule>> list();

    /**
     * Creates an exception. Retried only if the service certainly didn't process it.
     *
     * @param exception {@code requestJson}, an object of the vendor's, and {@code addedBy}
     */
    @POST("sectools/anomaly/exceptions")
    ApiCall<@Nullable Void> create(@Body RequestData<JsonNode> exception);

    /**
     * Removes exceptions, by a DELETE with a body. A service or proxy that drops the body may remove all of them, see
     * {@link AnomalyDeleteForm}.
     *
     * @param selection the body
     */
    @HTTP(method = "DELETE", path = "sectools/anomaly/exceptions", hasBody = true)
    ApiCall<@Nullable Void> delete(@Body RequestData<JsonNode> selection);
}
