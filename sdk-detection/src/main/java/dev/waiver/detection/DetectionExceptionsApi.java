/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.RequiresPermission;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.model.DetectionExceptionPage;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Url;

/**
 * The six operations on detection exceptions as the vendor defines them: "Detection Exceptions API" of the Aurora
 * Endpoint Defense (Cylance) API guide. Prefer {@link DetectionExceptions}; use this for what it hides.
 *
 * <p>The vendor shows no example of a response, only tables of fields. What else is stated about responses is inferred.
 */
public interface DetectionExceptionsApi {
    /**
     * Reads one page of the summaries. The vendor documents the response as paged, but no parameters. Inferred: the
     * parameters are those that public clients send.
     *
     * @param page the page number, from 1
     * @param pageSize the number of items; clients request 200 at most
     */
    @Inferred("The vendor documents no query parameters; page and page_size are those that public clients send.")
    @ReadOnly
    @RequiresPermission("opticsexception:list")
    @MaxResponseSize(bytes = 64L << 20)
    @GET("exceptions/v2")
    ApiCall<DetectionExceptionPage> list(@Query("page") int page, @Query("page_size") int pageSize);

    /**
     * Reads all exceptions as CSV. The vendor documents the path {@code rulesets/v2/csv}. Inferred: that is a mistake;
     * a working client calls {@code exceptions/v2/csv}.
     *
     * @param path the path, relative to the base URL
     */
    @Inferred("The documented path, rulesets/v2/csv, is a mistake; a working client calls exceptions/v2/csv.")
    @ReadOnly
    @RequiresPermission("opticsexception:list")
    @MaxResponseSize(bytes = 256L << 20)
    @GET
    ApiCall<String> csv(@Url String path);

    /**
     * Reads one exception, whole.
     *
     * @param id the exception's id
     */
    @ReadOnly
    @RequiresPermission("opticsexception:read")
    @GET("exceptions/v2/{id}")
    ApiCall<JsonDocument> get(@Path("id") String id);

    /**
     * Creates an exception. Retried only if the service certainly did not process it, because a second create would
     * make a duplicate.
     *
     * <p>Inferred: the response may hold the whole document, as one client expects, or anything, or nothing.
     *
     * @param exception the document, without {@code Id} and {@code Version}
     * @return the response body as it was received
     */
    @Inferred("The response to a create may hold the whole document, as one client expects, or anything, or nothing.")
    @RequiresPermission("opticsexception:create")
    @MaxResponseSize(bytes = 8L << 20)
    @POST("exceptions/v2")
    ApiCall<String> create(@Body JsonDocument exception);

    /**
     * Replaces an exception by the whole document.
     *
     * <p>Inferred: the response may hold the whole document, as one client expects, or anything, or nothing.
     *
     * @param id the exception's id
     * @param exception the document, without {@code Id} and {@code Version}
     * @return the response body as it was received
     */
    @Inferred("The response to an update may hold the whole document, as one client expects, or anything, or "
            + "nothing.")
    @RequiresPermission("opticsexception:update")
    @MaxResponseSize(bytes = 8L << 20)
    @PUT("exceptions/v2/{id}")
    ApiCall<String> replace(@Path("id") String id, @Body JsonDocument exception);

    /**
     * Takes an exception out of use and out of all rule sets. No operation reactivates it. There is no {@code delete}
     * scope: deactivating is an update.
     *
     * <p>Inferred: deactivating twice changes nothing more, so the call is retried after a lost response.
     *
     * @param id the exception's id
     */
    @Inferred("Deactivating an exception twice changes nothing more, so the call is retried after a lost response.")
    @Idempotent
    @RequiresPermission("opticsexception:update")
    @POST("exceptions/v2/{id}/deactivate")
    ApiCall<@Nullable Void> deactivate(@Path("id") String id);
}
