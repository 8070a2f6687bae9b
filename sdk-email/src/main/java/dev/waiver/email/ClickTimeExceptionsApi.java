/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.ClickTimeList;
import dev.waiver.email.model.RequestData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/**
 * A Retrofit interface of the endpoints for click-time protection lists, as they are on the wire;
 * {@link ClickTimeExceptions} hides their oddities. Get it with {@code client.api(ClickTimeExceptionsApi.class)}. A
 * tenant scope, if one is set for the client or the call, is sent as the header {@code scopes} and the query parameter
 * {@code scopes}. The removals of several items and of all lists are left out. Inferred: all operations, as two clients
 * use them.
 */
@Inferred("All operations are as two clients use them, the query parameter scopes as one of them does.")
public interface ClickTimeExceptionsApi {
    /** Reads all lists, one row for each item. */
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("sectools/click_time_protection/exceptions")
    ApiCall<List<ClickTimeList>> lists();

    /**
     * Reads a list, one row for each item.
     *
     * @param listId the id of the list
     */
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("sectools/click_time_protection/exceptions/{listId}")
    ApiCall<List<ClickTimeList>> list(@Path("listId") String listId);

    /** Reads the items of all lists. */
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("sectools/click_time_protection/exceptions/items")
    ApiCall<List<ClickTimeItem>> items();

    /**
     * Reads an item, as a list of one.
     *
     * @param itemId the id of the item
     */
    @ReadOnly
    @GET("sectools/click_time_protection/exceptions/items/{itemId}")
    ApiCall<List<ClickTimeItem>> item(@Path("itemId") String itemId);

    /**
     * Creates an item. Retried only if the service certainly didn't process it.
     *
     * @param item the item: {@code listId}, {@code listItemName} and {@code createdBy}
     */
    @POST("sectools/click_time_protection/exceptions/items")
    ApiCall<@Nullable Void> create(@Body RequestData<ClickTimeItem> item);

    /**
     * Changes an item.
     *
     * @param itemId the id of the item
     * @param item the item: {@code listId}, {@code listItemName} and {@code createdBy}
     */
    @PUT("sectools/click_time_protection/exceptions/items/{itemId}")
    ApiCall<@Nullable Void> update(@Path("itemId") String itemId, @Body RequestData<ClickTimeItem> item);

    /**
     * Removes an item, by a DELETE without a body.
     *
     * @param itemId the id of the item
     */
    @Idempotent(notFoundIsSuccess = true)
    @DELETE("sectools/click_time_protection/exceptions/items/{itemId}")
    ApiCall<@Nullable Void> delete(@Path("itemId") String itemId);
}
