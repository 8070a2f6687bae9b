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
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.RequestData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/**
 * A Retrofit interface of the endpoints for the exceptions of single engines, as they are on the wire;
 * {@link EngineExceptions} hides their oddities. Get it with {@code client.api(EngineExceptionsApi.class)}. A tenant
 * scope, if one is set for the client or the call, is sent as the header {@code scopes} and the query parameter
 * {@code scope}. Inferred: all operations, as two clients use them; the vendor documents only the update, for DLP.
 */
@Inferred("All operations are as two clients use them; the vendor documents only the update, for DLP.")
public interface EngineExceptionsApi {
    /**
     * Reads a list of at most 256 MiB, by a GET without a body. If the response has a {@code lastEvaluatedKey}, in the
     * envelope or beside it, there is more; it is in {@code executeForResponse().exchanges()}. An object in place of
     * the list is read as a list of one.
     *
     * @param engine the engine, such as {@code avanan_url}
     * @param type the exception type, such as {@code block-domain}
     */
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("sectool-exceptions/{engine}/exceptions/{type}")
    ApiCall<List<EngineExceptionRule>> list(@Path("engine") String engine, @Path("type") String type);

    /**
     * Reads an exception, as a list of one. For an unknown one, the list is empty.
     *
     * @param engine the engine
     * @param type the exception type
     * @param str what the exception matches; sent as one segment of the path
     */
    @ReadOnly
    @GET("sectool-exceptions/{engine}/exceptions/{type}/{str}")
    ApiCall<List<EngineExceptionRule>> get(
            @Path("engine") String engine, @Path("type") String type, @Path("str") String str);

    /**
     * Creates an exception. Retried only if the service certainly didn't process it.
     *
     * @param engine the engine
     * @param rule the exception, with its type
     */
    @POST("sectool-exceptions/{engine}")
    ApiCall<@Nullable Void> create(@Path("engine") String engine, @Body RequestData<EngineExceptionRule> rule);

    /**
     * Changes the exception that the body names by its type and string. Whether fields that are left out are kept or
     * cleared is unknown.
     *
     * @param engine the engine
     * @param rule the exception, with its type
     */
    @PUT("sectool-exceptions/{engine}")
    ApiCall<@Nullable Void> update(@Path("engine") String engine, @Body RequestData<EngineExceptionRule> rule);

    /**
     * Removes one exception, by a DELETE whose body has {@code exceptionType} and {@code exceptionStr}. A service or
     * proxy that drops the body may remove the whole table, see {@link EngineDeleteForm#EXCEPTION_STR}.
     *
     * @param engine the engine
     * @param selection the body
     */
    @HTTP(method = "DELETE", path = "sectool-exceptions/{engine}", hasBody = true)
    ApiCall<@Nullable Void> delete(@Path("engine") String engine, @Body RequestData<JsonNode> selection);

    /**
     * Removes several exceptions, by a DELETE whose body has {@code exceptionType} and {@code exceptionStrList}. A
     * service or proxy that drops the body may remove the whole table, see {@link EngineDeleteForm#EXCEPTION_STR_LIST}.
     *
     * @param engine the engine
     * @param selection the body
     */
    @HTTP(method = "DELETE", path = "sectool-exceptions/{engine}/exceptions", hasBody = true)
    ApiCall<@Nullable Void> deleteMany(@Path("engine") String engine, @Body RequestData<JsonNode> selection);
}
