/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.ItemStream;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.MaxResponseSize;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.RequestData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/**
 * A Retrofit interface of the exceptions endpoints as they are on the wire; {@link EmailExceptions} hides their
 * oddities. Get it with {@code client.api(EmailExceptionsApi.class)}. A tenant scope, if one is set for the client or
 * the call, is sent as the header {@code scopes} and, for exceptions, as the query parameter {@code scope}.
 *
 * @see <a href="doc-files/vendor-pages.html#exceptions">Exceptions API</a>
 */
public interface EmailExceptionsApi {
    /**
     * Reads a whole list of at most 256 MiB. Documented. Inferred: the service returns the whole list in one response;
     * if it ever pages, this is the first page.
     */
    @Inferred("The service returns the whole list in one response.")
    @ReadOnly
    @MaxResponseSize(bytes = 256L << 20)
    @GET("exceptions/{list}")
    ApiCall<List<EmailExceptionRule>> list(@Path("list") EmailList list);

    /**
     * Reads a list of at most 4 GiB while it arrives. Close the stream. Inferred: the service returns the whole list in
     * one response.
     */
    @Inferred("The service returns the whole list in one response.")
    @ReadOnly
    @GET("exceptions/{list}")
    ApiCall<ItemStream<EmailExceptionRule>> stream(@Path("list") EmailList list);

    /**
     * Reads a rule, as a list of one. Inferred: the operation, as several clients use it, since the vendor's page about
     * it was not available. For an unknown id, the service reports success and returns an empty list.
     */
    @Inferred("The operation is as several clients use it, since the vendor's page about it was not available; for an "
            + "unknown id, it returns success and an empty list.")
    @ReadOnly
    @GET("exceptions/{list}/{id}")
    ApiCall<List<EmailExceptionRule>> get(@Path("list") EmailList list, @Path("id") String id);

    /**
     * Creates a rule. The response has no data, not even the rule's id. Retried only if the service certainly didn't
     * process it. Documented.
     */
    @POST("exceptions/{list}")
    ApiCall<@Nullable Void> create(@Path("list") EmailList list, @Body RequestData<EmailExceptionRule> rule);

    /**
     * Changes a rule. Documented for the legacy deployment. Inferred: the Infinity gateway has it, too. Whether fields
     * that are left out are kept or cleared is unknown.
     */
    @Inferred("The Infinity gateway takes updates as documented for the legacy deployment, and may keep or clear "
            + "fields that are left out.")
    @PUT("exceptions/{list}/{id}")
    ApiCall<@Nullable Void> update(
            @Path("list") EmailList list, @Path("id") String id, @Body RequestData<EmailExceptionRule> rule);

    /**
     * Removes a rule: a POST without a body. Documented, except for unknown ids. Inferred: the service reports success
     * for them.
     */
    @Inferred("The service reports success for an unknown id.")
    @Idempotent(notFoundIsSuccess = true)
    @POST("exceptions/{list}/delete/{id}")
    ApiCall<@Nullable Void> delete(@Path("list") EmailList list, @Path("id") String id);

    /**
     * Returns the tenants that the key can access, each {@code farm:tenant}. Documented. Inferred: a single empty scope
     * means none.
     */
    @Inferred("A single empty scope means that the key is tied to no tenant.")
    @ReadOnly
    @GET("scopes")
    ApiCall<List<String>> scopes();
}
