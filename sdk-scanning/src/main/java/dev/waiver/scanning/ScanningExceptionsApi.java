/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;

/**
 * The ten HTTP operations on exceptions. Titles and methods are documented for all of them; path and body are
 * <b>documented for {@link #create} only</b> and inferred for the others.
 *
 * <p>If an inference is wrong, extend this interface, override the methods concerned with the right annotations
 * (including those on parameters), and pass it to {@link ScanningClient.Builder#exceptionsApi}.
 *
 * <pre>{@code
 * interface OurPaths extends ScanningExceptionsApi {
 *   @Override @PUT("v2/exceptions/approve") ApiCall<JsonNode> activate(@Body JsonNode ids);
 * }
 * }</pre>
 *
 * @see <a href="https://scanning-api.clone-systems.com">CG Scanning API V2</a>
 */
public interface ScanningExceptionsApi {
    /**
     * Lists exceptions. The envelope of the response is not documented. Inferred: the path, from that of
     * {@link #create}.
     *
     * @param query filters, sorting and paging
     */
    @Inferred("The path is inferred from that of create.")
    @ReadOnly
    @GET("v2/exceptions")
    ApiCall<JsonNode> list(@QueryMap Map<String, String> query);

    /**
     * Creates an exception. Documented: the service responds with 201 and no body.
     *
     * @param exception {@code {"exception": {"text", "nvt", ...}}}
     * @see <a href="https://scanning-api.clone-systems.com/create-exception-16246399e0">Create Exception</a>
     */
    @POST("v2/exceptions")
    ApiCall<@Nullable Void> create(@Body JsonNode exception);

    /**
     * Updates an exception. Whether the service keeps or clears members that are left out is not documented. Inferred:
     * the path, from version 1 of the API, and the body, from that of {@link #create}.
     *
     * @param id the exception's id
     * @param exception {@code {"exception": {...}}}
     */
    @Inferred("The path is inferred from version 1 of the API, the body from that of create.")
    @PUT("v2/exceptions/{id}")
    ApiCall<@Nullable Void> update(@Path("id") String id, @Body JsonNode exception);

    /**
     * Shows an exception. The envelope of the response is not documented. Inferred: the path, from version 1 of the
     * API.
     *
     * @param id the exception's id
     */
    @Inferred("The path is inferred from version 1 of the API.")
    @ReadOnly
    @MaxResponseSize(bytes = 8L << 20)
    @GET("v2/exceptions/{id}")
    ApiCall<JsonNode> show(@Path("id") String id);

    /**
     * Shows the details of an exception. The response is not documented. Inferred: the path, weakly, from the title of
     * the operation.
     *
     * @param id the exception's id
     */
    @Inferred("The path is a weak inference from the title of the operation.")
    @ReadOnly
    @MaxResponseSize(bytes = 8L << 20)
    @GET("v2/exceptions/{id}/details")
    ApiCall<JsonNode> showDetails(@Path("id") String id);

    /**
     * Deletes an exception. Inferred: the path.
     *
     * @param id the exception's id
     */
    @Inferred("The path is inferred from those of the other operations on one exception.")
    @Idempotent(notFoundIsSuccess = true)
    @DELETE("v2/exceptions/{id}")
    ApiCall<@Nullable Void> delete(@Path("id") String id);

    /**
     * Deletes exceptions, with the ids in the body. The response is not documented. Inferred: the path, weakly, from
     * the title of the operation. That the ids are in the body is a guess.
     *
     * @param ids a body with the ids, as {@link BulkIdLocation#jsonBody} creates it
     */
    @Inferred("The path is a weak inference from the title of the operation; that the ids are in the body is a guess.")
    @HTTP(method = "DELETE", path = "v2/exceptions", hasBody = true)
    ApiCall<JsonNode> deleteMany(@Body JsonNode ids);

    /**
     * Deletes exceptions, with the ids in the query. The response is not documented. Inferred: the path, weakly, from
     * the title of the operation. The query parameter is a guess.
     *
     * @param ids the exceptions' ids
     */
    @Inferred("The path is a weak inference from the title of the operation; that the ids are in the query is a guess.")
    @DELETE("v2/exceptions")
    ApiCall<JsonNode> deleteManyByQuery(@Query("ids[]") List<String> ids);

    /**
     * Activates exceptions, with the ids in the body. The response is not documented. Inferred: the path, weakly, from
     * the title of the operation. That the ids are in the body is a guess.
     *
     * @param ids a body with the ids, as {@link BulkIdLocation#jsonBody} creates it
     */
    @Inferred("The path is a weak inference from the title of the operation; that the ids are in the body is a guess.")
    @PUT("v2/exceptions/activate")
    ApiCall<JsonNode> activate(@Body JsonNode ids);

    /**
     * Activates exceptions, with the ids in the query. The response is not documented. Inferred: the path, weakly, from
     * the title of the operation. The query parameter is a guess.
     *
     * @param ids the exceptions' ids
     */
    @Inferred("The path is a weak inference from the title of the operation; that the ids are in the query is a guess.")
    @PUT("v2/exceptions/activate")
    ApiCall<JsonNode> activateByQuery(@Query("ids[]") List<String> ids);

    /**
     * Resets exceptions, with the ids in the body. The response is not documented. Inferred: the path, weakly, from the
     * title of the operation. That the ids are in the body is a guess.
     *
     * @param ids a body with the ids, as {@link BulkIdLocation#jsonBody} creates it
     */
    @Inferred("The path is a weak inference from the title of the operation; that the ids are in the body is a guess.")
    @PUT("v2/exceptions/reset")
    ApiCall<JsonNode> reset(@Body JsonNode ids);

    /**
     * Resets exceptions, with the ids in the query. The response is not documented. Inferred: the path, weakly, from
     * the title of the operation. The query parameter is a guess.
     *
     * @param ids the exceptions' ids
     */
    @Inferred("The path is a weak inference from the title of the operation; that the ids are in the query is a guess.")
    @PUT("v2/exceptions/reset")
    ApiCall<JsonNode> resetByQuery(@Query("ids[]") List<String> ids);

    /**
     * Shows the statistics of the exceptions. The keys of the response are not documented. Inferred: the path, weakly,
     * from the title of the operation.
     */
    @Inferred("The path is a weak inference from the title of the operation.")
    @ReadOnly
    @MaxResponseSize(bytes = 8L << 20)
    @GET("v2/exceptions/statistics")
    ApiCall<JsonNode> statistics();
}
